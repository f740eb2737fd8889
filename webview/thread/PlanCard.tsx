import type { TurnState } from "../../src/model/state.ts";
import { say, sayKnown } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";

const icons = { pending: "circle-outline", inProgress: "play-circle", completed: "pass" } as const;

/** The agent's checklist as it stands. */
export function PlanCard({ plan }: { readonly plan: NonNullable<TurnState["plan"]> }) {
  const done = plan.steps.filter(({ status }) => status === "completed").length;
  return (
    <Card
      icon="checklist"
      title={say("plan.label")}
      label={say("plan.label")}
      aside={say("plan.done", { done, all: plan.steps.length })}
    >
      {plan.explanation && (
        <p class="plan-why" dir="auto">
          {plan.explanation}
        </p>
      )}
      <ul class="plan">
        {plan.steps.map(({ step, status }, at) => (
          <li key={at} class={`plan-${status}`}>
            <Icon name={icons[status] ?? "circle-outline"} />
            <span>
              <bdi>{step}</bdi>
              <span class="visually-hidden"> ({sayKnown(`step.${status}`, status)})</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
