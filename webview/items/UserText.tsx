import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Cut } from "../../src/model/text/cut.ts";
import { say } from "../say.ts";
import { useFold } from "../ui/useFold.ts";
import { LeftOut } from "./LeftOut.tsx";
import { beginningOf, lineCount, mostLines } from "./longText.ts";
import type { AnyItemProps } from "./props.ts";

/** Shorter texts never wrap into more lines than are shown, however narrow the page is. */
const surelyShort = 150;

export interface UserTextProps extends Pick<AnyItemProps, "item"> {
  readonly text: string;
  readonly cut: Cut | undefined;
}

/** What a person typed. A long text shows its first lines, and all of it by a click. */
export function UserText({ text, item, cut }: UserTextProps) {
  const [isWhole, setWhole] = useFold("text", false);
  const box = useRef<HTMLDivElement>(null);
  const lines = lineCount(text);
  const isWatched = !isWhole && lines <= mostLines && text.length > surelyShort;
  const wrapped = useWrappedLines(box, isWatched);
  const count = lines > mostLines ? lines : wrapped;
  return (
    <>
      <div ref={box} class={isWhole ? "user-text" : "user-text clamped"} dir="auto">
        {isWhole ? <Whole text={text} item={item} cut={cut} /> : beginningOf(text)}
      </div>
      {count > mostLines && (
        <button
          type="button"
          class="link"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? say("item.showLess") : say("item.showAllLines", { count })}
        </button>
      )}
    </>
  );
}

const Whole = ({ text, item, cut }: UserTextProps) =>
  cut ? (
    <>
      {text.slice(0, cut.at)}
      <LeftOut item={item} count={cut.count} />
      {text.slice(cut.at)}
    </>
  ) : (
    <>{text}</>
  );

/** Into how many lines a clamped text wraps at its present width, once more of them are hidden; it stays known after that. */
function useWrappedLines(box: RefObject<HTMLElement | null>, isWatched: boolean): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element || !isWatched) return;
    const sizes = new ResizeObserver(() => {
      const { clientHeight, scrollHeight } = element;
      const isOver = scrollHeight > clientHeight + 1;
      setCount(isOver ? Math.round((scrollHeight / clientHeight) * mostLines) : 0);
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [isWatched]);
  return count;
}
