import { Markdown } from "../markdown/Markdown.tsx";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import type { ItemProps } from "./props.ts";

/** The plan at the end of plan mode. */
export function ProposedPlan({ item, phase }: ItemProps<"plan">) {
  return (
    <Card
      icon="checklist"
      tone={phase === "open" ? "busy" : "plain"}
      title={say("item.plan")}
      label={say("item.plan")}
    >
      <Markdown text={item.text} isStreaming={phase === "open"} />
    </Card>
  );
}
