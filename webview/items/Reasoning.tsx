import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { ItemText } from "./ItemText.tsx";
import type { ItemProps } from "./props.ts";

/** The summary of the model's thinking, folded away behind its first words. */
export function Reasoning({ item, phase, cuts }: ItemProps<"reasoning">) {
  const parts = item.summary.filter(part => part !== "");
  if (parts.length === 0 && item.content.length === 0) return null;
  const title = /\*\*(.+?)\*\*/.exec(parts.at(-1) ?? "")?.[1] ?? say("item.thinking");
  return (
    <Card
      icon="lightbulb"
      tone={phase === "open" ? "busy" : "plain"}
      title={<bdi class="dim">{title}</bdi>}
      label={say("item.reasoning", { title })}
      initiallyOpen={false}
    >
      {(["summary", "content"] as const).flatMap(of =>
        item[of].map((text, at) => {
          const path = `${of}/${at}`;
          return text && <ItemText key={path} {...{ item, path, text, phase, cuts }} />;
        }),
      )}
    </Card>
  );
}
