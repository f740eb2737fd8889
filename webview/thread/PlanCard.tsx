import { useId, useState } from "preact/hooks";
import type { TurnState } from "../../src/model/state.ts";
import { say, sayKnown } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { Row } from "../ui/Row.tsx";

export type Plan = NonNullable<TurnState["plan"]>;

const icons = { pending: "circle-outline", inProgress: "play-circle", completed: "pass" } as const;

const doneOf = ({ steps }: Plan): number =>
  steps.filter(({ status }) => status === "completed").length;

/** The checklist of a turn that is over: a folded row among what was done. */
export const PlanRow = ({ plan }: { readonly plan: Plan }) => (
  <Row
    icon="checklist"
    title={say("plan.allDone", { done: doneOf(plan), all: plan.steps.length })}
    label={say("plan.label")}
  >
    <PlanSteps plan={plan} />
  </Row>
);

/** The checklist of the turn that runs: one line above the composer, which unfolds. */
export function PlanLine({ plan }: { readonly plan: Plan }) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const done = doneOf(plan);
  const all = plan.steps.length;
  const now = plan.steps.find(({ status }) => status === "inProgress") ?? plan.steps[done];
  return (
    <div class="dock-box plan-box" role="group" aria-label={say("plan.label")}>
      <button
        type="button"
        class="dock-line"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
        <span class="dim num">{say("plan.done", { done, all })}</span>
        <span class="row-text">{isOpen ? say("plan.label") : <bdi>{now?.step}</bdi>}</span>
        <progress
          class="meter"
          value={done}
          max={Math.max(1, all)}
          aria-label={say("plan.progress", { done, all })}
        />
      </button>
      {isOpen && (
        <div class="plan-scroll" id={listId}>
          <PlanSteps plan={plan} />
        </div>
      )}
    </div>
  );
}

const PlanSteps = ({ plan }: { readonly plan: Plan }) => (
  <>
    {plan.explanation && (
      <p class="dim" dir="auto">
        {plan.explanation}
      </p>
    )}
    <ul class="plan">
      {plan.steps.map(({ step, status }, at) => (
        <li key={at} class={`plan-${status}`}>
          <Icon name={icons[status] ?? "circle-outline"} class={tones[status] ?? ""} />
          <span>
            <bdi>{step}</bdi>
            <span class="visually-hidden"> ({sayKnown(`step.${status}`, status)})</span>
          </span>
        </li>
      ))}
    </ul>
  </>
);

const tones = { pending: "tone-dim", inProgress: "tone-busy", completed: "tone-good" } as const;
