import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { ItemText } from "./ItemText.tsx";
import type { ItemProps } from "./props.ts";

/** The plan at the end of plan mode. */
export function ProposedPlan({ item, phase, cuts }: ItemProps<"plan">) {
  return (
    <Card
      icon="checklist"
      tone={phase === "open" ? "busy" : "plain"}
      title={say("item.plan")}
      label={say("item.plan")}
    >
      <ItemText item={item} path="text" text={item.text} phase={phase} cuts={cuts} />
    </Card>
  );
}
