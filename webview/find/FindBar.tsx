import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../say.ts";
import type { Follow } from "../thread/useFollow.ts";
import { IconButton } from "../ui/Icon.tsx";
import { mark, rangesOf } from "./drawn.ts";
import { firstFrom, mostMatches } from "./matches.ts";

/** Text that is added while the bar is open is looked through after this time. */
const lookAgainMs = 300;

/** Finds text in all that is drawn of the conversation. Ctrl+F opens it, Esc closes it. */
export function FindBar({ follow }: { readonly follow: Follow }) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<Element | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const open = () => {
    if (!field.current?.contains(document.activeElement)) opener.current = document.activeElement;
    setOpen(true);
    field.current?.select();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== "f") return;
      // VS Code hears of what bubbles up, and would look for a widget of its own.
      event.preventDefault();
      event.stopPropagation();
      open();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  if (!isOpen) return null;
  const close = () => {
    setOpen(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return <OpenBar follow={follow} field={field} onClose={close} />;
}

interface OpenBarProps {
  readonly follow: Follow;
  readonly field: { current: HTMLInputElement | null };
  readonly onClose: () => void;
}

function OpenBar({ follow, field, onClose }: OpenBarProps) {
  const [query, setQuery] = useState("");
  const { ranges, at, go } = useMatches(query, follow);
  useEffect(() => field.current?.select(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const isNext = event.key === "Enter" || event.key === "F3";
    if (isNext) go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search class="find-bar" onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="search"
        class="find-field"
        aria-label={say("find.label")}
        placeholder={say("find.placeholder")}
        value={query}
        dir="auto"
        spellcheck={false}
        onInput={event => setQuery(event.currentTarget.value)}
      />
      <span class="find-count" role="status">
        {countText(query, ranges.length, at)}
      </span>
      <IconButton name="arrow-up" label={say("find.previous")} onClick={() => go(-1)} />
      <IconButton name="arrow-down" label={say("find.next")} onClick={() => go(1)} />
      <IconButton name="close" label={say("find.close")} onClick={onClose} />
    </search>
  );
}

function countText(query: string, count: number, at: number): string {
  if (query.trim() === "") return "";
  if (count === 0) return say("find.none");
  return say(count === mostMatches ? "find.countAtLeast" : "find.count", { at: at + 1, count });
}

/** What was found in the conversation as it is drawn now, and which of it is looked at. */
function useMatches(query: string, follow: Follow) {
  const [ranges, setRanges] = useState<readonly Range[]>([]);
  const [at, setAt] = useState(0);
  const look = (): readonly Range[] => {
    const root = follow.content.current;
    const found = root ? rangesOf(root, query) : [];
    setRanges(found);
    return found;
  };
  const show = (found: readonly Range[], index: number) => {
    setAt(index);
    const element = found[index]?.startContainer.parentElement;
    if (element) follow.show(element);
  };
  useEffect(() => {
    const found = look();
    const top = follow.scroller.current?.getBoundingClientRect().top ?? 0;
    const tops = found.map(range => range.getBoundingClientRect().top);
    if (found.length > 0) show(found, firstFrom(tops, top));
  }, [query]);
  useEffect(() => {
    const root = follow.content.current;
    if (!root) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changes = new MutationObserver(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        look();
      }, lookAgainMs);
    });
    changes.observe(root, { childList: true, characterData: true, subtree: true });
    return () => {
      changes.disconnect();
      clearTimeout(timer);
    };
  }, [query]);
  useEffect(() => mark(ranges, ranges[at]), [ranges, at]);
  useEffect(() => () => mark([], undefined), []);
  return {
    ranges,
    at: Math.min(at, Math.max(0, ranges.length - 1)),
    /** Goes so many matches on, round at the ends. */
    go(by: number): void {
      if (ranges.length > 0) show(ranges, (at + by + ranges.length) % ranges.length);
    },
  };
}
