import { call } from "../link.ts";
import { say } from "../say.ts";
import { Divider } from "../ui/Divider.tsx";
import { Row } from "../ui/Row.tsx";
import { faceOf, type PlainType } from "./faces.ts";
import { leftOutOf, openWhole } from "./LeftOut.tsx";
import type { AnyItemProps, ItemOf } from "./props.ts";

const maxShown = 20_000;

/** They change what follows: a line divides the thread there. */
const dividing: ReadonlySet<string> = new Set(["contextCompaction", "enteredReviewMode"]);

interface PlainItemProps extends AnyItemProps {
  readonly item: ItemOf<PlainType>;
}

/** A row for the kinds that have no component of their own; a line from side to side for those that divide a thread. */
export function PlainItem({ item, phase, cuts }: PlainItemProps) {
  const { icon, title, aside, isBad = false, text } = faceOf(item);
  const leftOut = leftOutOf(cuts);
  if (dividing.has(item.type) && !text) return <Divider icon={icon}>{title}</Divider>;
  return (
    <Row
      icon={isBad ? "error" : icon}
      tone={isBad ? "bad" : phase === "open" ? "busy" : "plain"}
      title={<bdi>{title}</bdi>}
      aside={aside}
      label={title}
      initiallyOpen={isBad}
    >
      {text && (
        <pre class="output plain-text" tabIndex={0} role="group" aria-label={say("item.output")}>
          {text.slice(0, maxShown)}
        </pre>
      )}
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
    </Row>
  );
}
