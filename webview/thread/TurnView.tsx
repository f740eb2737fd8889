import { useId, useRef } from "preact/hooks";
import { firstLine } from "../../src/model/text/firstLine.ts";
import { saidIn } from "../../src/model/text/userInput.ts";
import { ItemView } from "../items/ItemView.tsx";
import { kept, segmentsOf, type Segment } from "../items/steps.ts";
import { Steps } from "../items/Steps.tsx";
import { say } from "../say.ts";
import { askedItems } from "../state.ts";
import type { TurnState } from "../../src/model/state.ts";
import { pure } from "../ui/pure.ts";
import { FoldScope } from "../ui/useFold.ts";
import { drawLines } from "./line.ts";
import { turnLines, type TurnPage } from "./lines.ts";

const headingLength = 60;

export interface TurnViewProps extends TurnPage {
  /** Index of the first item to draw. */
  readonly from: number;
  readonly cwd: string;
  /** Which turn of the thread it is, from 1; null while earlier ones are not loaded. */
  readonly number: number | null;
}

/** One exchange: what was asked, what was done, how it ended. */
export const TurnView = pure((props: TurnViewProps) => {
  const { turn, from, cwd, number } = props;
  const headingId = useId();
  const isRunning = turn.status === "inProgress";
  const asked = isRunning ? askedItems.value : "";
  const before = useRef<readonly Segment[]>([]);
  before.current = kept(before.current, segmentsOf(turn.items.slice(from), isRunning));
  const words = firstWords(turn) || say("turn.untold");
  return (
    <article class="turn" aria-labelledby={headingId} aria-busy={isRunning}>
      <h3 class="visually-hidden" id={headingId}>
        {number === null
          ? say("turn.headingLater", { words })
          : say("turn.heading", { number, words })}
      </h3>
      <div class="items">
        {before.current.map(segment =>
          segment.kind === "steps" ? (
            <Steps key={segment.steps[0]?.id} segment={segment} cwd={cwd} asked={asked} />
          ) : (
            <ItemView
              key={segment.state.id}
              state={segment.state}
              cwd={cwd}
              isAsked={asked.split("\n").includes(segment.state.id)}
            />
          ),
        )}
        <FoldScope.Provider value={`turn:${turn.id}`}>
          {drawLines(turnLines, "turn", props)}
        </FoldScope.Provider>
      </div>
    </article>
  );
});

/** The beginning of what the person said. */
function firstWords({ items }: TurnState): string {
  const first = items.find(({ item }) => item.type === "userMessage")?.item;
  return first?.type === "userMessage" ? firstLine(saidIn(first.content).text, headingLength) : "";
}
