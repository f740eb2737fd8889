import type { TurnState } from "../../src/model/state.ts";
import { Card } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";

const icons = { pending: "circle-outline", inProgress: "play-circle", completed: "pass" } as const;
const words = { pending: "to do", inProgress: "in progress", completed: "done" } as const;

/** The agent's checklist as it stands. */
export function PlanCard({ plan }: { readonly plan: NonNullable<TurnState["plan"]> }) {
  const done = plan.steps.filter(({ status }) => status === "completed").length;
  return (
    <Card icon="checklist" title="Plan" label="Plan" aside={`${done} of ${plan.steps.length}`}>
      {plan.explanation && <p class="plan-why">{plan.explanation}</p>}
      <ul class="plan">
        {plan.steps.map(({ step, status }, at) => (
          <li key={at} class={`plan-${status}`}>
            <Icon name={icons[status] ?? "circle-outline"} />
            <span>
              {step}
              <span class="visually-hidden"> ({words[status] ?? status})</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
