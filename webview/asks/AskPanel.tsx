import { useRef, useState } from "preact/hooks";
import type { Ask, State } from "../../src/model/state.ts";
import { say } from "../say.ts";
import { asks } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { Icon, IconButton } from "../ui/Icon.tsx";
import { AskCard } from "./AskCard.tsx";
import { AskRow } from "./AskRow.tsx";
import { useAskFocus } from "./useAskFocus.ts";
import { useOpenAsk } from "./useOpenAsk.ts";

/**
 * Everything that waits for an answer. One request is open; the others are rows above it, so that its buttons stay in
 * their place while others come and go.
 */
export function AskPanel({
  state,
  threadId,
}: {
  readonly state: State;
  readonly threadId: string | null;
}) {
  const list = asks.value;
  const panel = useRef<HTMLElement>(null);
  const [isFolded, setFolded] = useState(false);
  const { ask, at, open } = useOpenAsk(list);
  const { toOpenAsk } = useAskFocus(panel, list, key => {
    setFolded(false);
    open(list.some(waiting => waiting.key === key) ? key : (ask?.key ?? ""));
  });
  if (!ask) {
    if (isFolded) setFolded(false);
    return null;
  }
  const isElsewhere = (of: Ask) => of.threadId !== null && of.threadId !== threadId;
  /** Moves the focus only where a key asked for it: a person with a pointer goes on reading. */
  const show = (key: string, isByKey: boolean) => {
    if (isByKey) toOpenAsk();
    setFolded(false);
    open(key);
  };
  if (isFolded)
    return (
      <section class="asks" aria-label={say("ask.waiting")} ref={panel}>
        <div class="asks-head">
          <Icon name="bell-dot" class="tone-needs" />
          <span class="asks-title">{say("ask.folded", { count: list.length })}</span>
          <Button onClick={() => show(ask.key, true)}>{say("ask.show")}</Button>
        </div>
      </section>
    );
  return (
    <section class="asks" aria-label={say("ask.waiting")} ref={panel}>
      {list.length > 1 && (
        <AskHead asks={list} at={at} open={open} onFold={() => setFolded(true)} />
      )}
      {list.length > 1 && (
        <div class="ask-rows">
          {list
            .filter(({ key }) => key !== ask.key)
            .map(other => (
              <AskRow
                key={other.key}
                ask={other}
                state={state}
                isElsewhere={isElsewhere(other)}
                onOpen={isByKey => show(other.key, isByKey)}
              />
            ))}
        </div>
      )}
      <AskCard key={ask.key} ask={ask} state={state} isElsewhere={isElsewhere(ask)} />
    </section>
  );
}

interface AskHeadProps {
  readonly asks: readonly Ask[];
  readonly at: number;
  readonly open: (key: string) => void;
  readonly onFold: () => void;
}

/** How many wait, and which of them is open. */
function AskHead({ asks: list, at, open, onFold }: AskHeadProps) {
  const go = (step: number) => {
    const to = list[(at + step + list.length) % list.length];
    if (to) open(to.key);
  };
  return (
    <div class="asks-head">
      <Icon name="bell-dot" class="tone-needs" />
      <span class="asks-title">
        {say("ask.waiting")}{" "}
        <span class="dim asks-count">{say("ask.place", { at: at + 1, count: list.length })}</span>
      </span>
      <span class="asks-nav">
        <IconButton name="chevron-up" label={say("ask.previous")} onClick={() => go(-1)} />
        <IconButton name="chevron-down" label={say("ask.next")} onClick={() => go(1)} />
      </span>
      <IconButton name="chrome-minimize" label={say("ask.fold")} onClick={onFold} />
    </div>
  );
}
