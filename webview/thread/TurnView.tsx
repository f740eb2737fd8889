import { ItemView } from "../items/ItemView.tsx";
import { say } from "../say.ts";
import { pure } from "../ui/pure.ts";
import { drawLines } from "./line.ts";
import { turnLines, type TurnPage } from "./lines.ts";

export interface TurnViewProps extends TurnPage {
  /** Index of the first item to draw. */
  readonly from: number;
  readonly cwd: string;
}

/** One exchange: what was asked, what was done, how it ended. */
export const TurnView = pure((props: TurnViewProps) => {
  const { turn, from, cwd } = props;
  return (
    <article class="turn" aria-label={say("turn.label")} aria-busy={turn.status === "inProgress"}>
      {turn.items.slice(from).map(item => (
        <ItemView key={item.id} state={item} cwd={cwd} />
      ))}
      {drawLines(turnLines, "turn", props)}
    </article>
  );
});
