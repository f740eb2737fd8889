import { useEffect, useId, useRef, useState } from "preact/hooks";
import { duration } from "../../src/model/text/duration.ts";
import type { ItemState } from "../../src/model/state.ts";
import { say } from "../say.ts";
import { itemRequests } from "../state.ts";
import { Icon } from "../ui/Icon.tsx";
import { pure } from "../ui/pure.ts";
import { useFold } from "../ui/useFold.ts";
import { ItemView } from "./ItemView.tsx";
import { sentenceOf } from "./sentence.ts";
import { factsOfSteps, type Segment, type StepFacts } from "./steps.ts";

/** While steps run, so many of the newest stand open. */
const newestShown = 5;

export interface StepsProps {
  readonly segment: Extract<Segment, { kind: "steps" }>;
  readonly cwd: string;
  /** The ids of the items that wait for an answer, one a line. */
  readonly asked: string;
}

/** Steps that follow each other: rows while they run, one sentence afterwards, which unfolds into the rows again. */
export const Steps = pure(({ segment: { steps, isOver }, cwd, asked }: StepsProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const { isOpen, toggle } = useFolding(steps, isOver, frame);
  const [showsAll, setShowsAll] = useState(false);
  const listId = useId();
  const hidden = isOver || showsAll ? 0 : Math.max(0, steps.length - newestShown);
  const rows = steps
    .slice(hidden)
    .map(step => (
      <ItemView
        key={step.id}
        state={step}
        cwd={cwd}
        isAsked={asked.split("\n").includes(step.id)}
      />
    ));
  // A place to read at is known by the first of the steps, whichever of them are drawn.
  const ids = JSON.stringify(steps.map(({ id }) => id));
  return (
    <div class="steps" ref={frame} data-item={steps[0]?.id} data-group={ids}>
      {isOver && (
        <Sentence facts={factsOfSteps(steps)} isOpen={isOpen} listId={listId} onToggle={toggle} />
      )}
      {hidden > 0 && (
        <button type="button" class="link target" onClick={() => setShowsAll(true)}>
          {say("steps.earlier", { count: hidden })}
        </button>
      )}
      {isOpen && (
        <div class={isOver ? "steps-list" : undefined} id={listId} role="list">
          {rows.map(row => (
            <div key={row.key} role="listitem">
              {row}
            </div>
          ))}
        </div>
      )}
    </div>
  );
});

/** Open while they run. What the person unfolded, or is in with the keyboard, stays open. */
function useFolding(
  steps: readonly ItemState[],
  isOver: boolean,
  frame: { readonly current: HTMLElement | null },
) {
  const [isOpen, setOpen] = useFold("steps", !isOver, steps[0]?.id ?? "");
  const wasOver = useRef(isOver);
  if (wasOver.current !== isOver) {
    wasOver.current = isOver;
    if (frame.current?.contains(document.activeElement)) setOpen(true);
  }
  // What is looked for may be among them.
  useEffect(() => {
    const { id, count } = itemRequests.value;
    if (count > 0 && steps.some(step => step.id === id)) setOpen(true);
  }, [itemRequests.value]);
  return { isOpen, toggle: () => setOpen(!isOpen) };
}

interface SentenceProps {
  readonly facts: StepFacts;
  readonly isOpen: boolean;
  readonly listId: string;
  readonly onToggle: () => void;
}

/** "Thought for 6 s · read 6 files · ran 4 commands", and at its end what failed and how long all took. */
const Sentence = ({ facts, isOpen, listId, onToggle }: SentenceProps) => (
  <button
    type="button"
    class="row step sentence"
    aria-expanded={isOpen}
    aria-controls={isOpen ? listId : undefined}
    onClick={onToggle}
  >
    <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
    <span class="row-text">{sentenceOf(facts)}</span>
    <span class="row-aside">
      {facts.failed > 0 && (
        <span class="failed">
          <Icon name="error" /> {say("steps.failed", { count: facts.failed })}
        </span>
      )}
      {facts.durationMs > 0 && (
        <span class="time">
          {facts.failed > 0 && "· "}
          {duration(facts.durationMs)}
        </span>
      )}
    </span>
  </button>
);
