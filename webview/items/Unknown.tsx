import { Card } from "../ui/Card.tsx";
import type { AnyItemProps } from "./props.ts";

/** A kind of item that this version of Folio does not know: its name, and what it holds. */
export function Unknown({ item }: AnyItemProps) {
  return (
    <Card
      icon="question"
      title={`${item.type}: newer than this version of Folio`}
      label={`Unknown item ${item.type}`}
      initiallyOpen={false}
    >
      <pre class="output plain-text">{JSON.stringify(item, null, 2).slice(0, 20_000)}</pre>
    </Card>
  );
}
