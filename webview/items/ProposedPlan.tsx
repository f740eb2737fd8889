import { Markdown } from "../markdown/Markdown.tsx";
import { Card } from "../ui/Card.tsx";
import type { ItemProps } from "./props.ts";

/** The plan at the end of plan mode. */
export function ProposedPlan({ item, phase }: ItemProps<"plan">) {
  return (
    <Card
      icon="checklist"
      tone={phase === "open" ? "running" : "plain"}
      title="Proposed plan"
      label="Proposed plan"
    >
      <Markdown text={item.text} isStreaming={phase === "open"} />
    </Card>
  );
}
