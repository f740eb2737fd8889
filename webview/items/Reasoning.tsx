import { Markdown } from "../markdown/Markdown.tsx";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import type { ItemProps } from "./props.ts";

/** The summary of the model's thinking, folded away behind its first words. */
export function Reasoning({ item, phase }: ItemProps<"reasoning">) {
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
      <Markdown text={[...parts, ...item.content].join("\n\n")} isStreaming={phase === "open"} />
    </Card>
  );
}
