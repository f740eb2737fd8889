import type { State } from "../../src/model/state.ts";
import type { ViewState } from "../../src/model/wire.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button, Spinner } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Linked } from "../ui/Linked.tsx";
import { welcomeOf } from "./welcomeOf.ts";

/** The empty chat: what it is for, or what it needs first, each with its action. */
export function Welcome({
  state,
  view,
}: {
  readonly state: State;
  readonly view: ViewState | null;
}) {
  const { icon, title, text, words, note, actions } = welcomeOf(state, view);
  return (
    <section class="blank" aria-label={title}>
      <div class="blank-inner">
        {icon === null ? <Spinner /> : <Icon name={icon} class="blank-icon" />}
        <h2>{title}</h2>
        <p class="dim">
          <Linked text={text} />
        </p>
        {words && (
          <pre class="blank-words" tabIndex={0} role="group" aria-label={say("welcome.words")}>
            {visible(words)}
          </pre>
        )}
        {actions.map(([label, action], at) => (
          <Button
            key={action}
            appearance={at === 0 ? "primary" : "secondary"}
            onClick={() => void call("act", { action })}
          >
            {label}
          </Button>
        ))}
        {note && <p class="dim small">{note}</p>}
      </div>
    </section>
  );
}
