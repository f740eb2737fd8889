import { call } from "../link.ts";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { faceOf, type PlainType } from "./faces.ts";
import { leftOutOf, openWhole } from "./LeftOut.tsx";
import type { AnyItemProps, ItemOf } from "./props.ts";

const maxShown = 20_000;

interface PlainItemProps extends AnyItemProps {
  readonly item: ItemOf<PlainType>;
}

/** A plain card for the kinds that have no component of their own. */
export function PlainItem({ item, phase, cuts }: PlainItemProps) {
  const { icon, title, aside, isBad = false, text } = faceOf(item);
  const leftOut = leftOutOf(cuts);
  return (
    <Card
      icon={icon}
      tone={isBad ? "bad" : phase === "open" ? "busy" : "plain"}
      title={title}
      aside={aside}
      label={title}
      initiallyOpen={false}
    >
      {text && <pre class="output plain-text">{text.slice(0, maxShown)}</pre>}
      {text && (text.length > maxShown || leftOut > 0) && (
        <button
          type="button"
          class="link"
          onClick={() =>
            leftOut > 0 ? openWhole(item, title) : void call("openText", { title, text })
          }
        >
          {say("item.showCharacters", { count: text.length - maxShown + leftOut })}
        </button>
      )}
    </Card>
  );
}
