import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import type { AnyItemProps } from "./props.ts";

/** A kind of item that this version of Folio does not know: its name, and what it holds. */
export function Unknown({ item }: AnyItemProps) {
  return (
    <Card
      icon="question"
      title={say("item.newer", { kind: item.type })}
      label={say("item.unknown", { kind: item.type })}
      initiallyOpen={false}
    >
      <pre class="output plain-text" tabIndex={0} role="group" aria-label={say("item.output")}>
        {JSON.stringify(item, null, 2).slice(0, 20_000)}
      </pre>
    </Card>
  );
}
