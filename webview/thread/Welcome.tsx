import type { State } from "../../src/model/state.ts";
import type { ViewState } from "../../src/model/wire.ts";
import { call } from "../link.ts";
import { Button, Spinner } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { welcomeOf } from "./welcomeOf.ts";

/** The empty chat: what it is for, or what it needs first, each with its action. */
export function Welcome({
  state,
  view,
}: {
  readonly state: State;
  readonly view: ViewState | null;
}) {
  const { icon, title, text, actions } = welcomeOf(state, view);
  return (
    <section class="welcome" aria-label={title}>
      {icon === null ? <Spinner /> : <Icon name={icon} class="welcome-icon" />}
      <h2>{title}</h2>
      <p>{text}</p>
      {actions.map(([label, action], at) => (
        <Button
          key={action}
          appearance={at === 0 ? "primary" : "secondary"}
          onClick={() => void call("act", { action })}
        >
          {label}
        </Button>
      ))}
    </section>
  );
}
