import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** One entry of a menu. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** What it does or grants, literally. */
  readonly about?: string;
  /** It can be read and does nothing for now. */
  readonly isInactive?: boolean;
  does(): void;
}

export interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Closes the menu; `isLeft` where the focus has gone elsewhere already. */
  readonly onClose: (isLeft: boolean) => void;
  /** Stands below the entries. */
  readonly children?: ComponentChildren;
}

/** A menu that has just been opened: its first entry has the focus, the arrows and first letters move it, Esc closes it. */
export function Menu({ label, entries, onClose, children }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  useLayoutEffect(() => items()[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const list = items();
    const at = list.findIndex(item => item === document.activeElement);
    // The focus goes on from the button that opened it.
    if (event.key === "Tab") return onClose(false);
    const to = event.key === "Escape" ? "close" : placeOf(event.key, at, list);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (to === "close") onClose(false);
    else list[to]?.focus();
  };
  return (
    <div
      class="menu"
      role="menu"
      aria-label={label}
      ref={menu}
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        const to = relatedTarget instanceof Node ? relatedTarget : null;
        // The button that opened it closes it by its click.
        if (!menu.current?.parentElement?.contains(to)) onClose(true);
      }}
    >
      {entries.map(({ id, label: name, about, isInactive = false, does }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-entry={id}
          aria-disabled={isInactive ? "true" : undefined}
          onClick={() => {
            if (isInactive) return;
            onClose(false);
            does();
          }}
        >
          <bdi>{name}</bdi>
          {about && (
            <>
              {" "}
              <small dir="auto">{about}</small>
            </>
          )}
        </button>
      ))}
      {children}
    </div>
  );
}

/** Where a key moves the focus in a menu; null for a key that is not the menu's. */
function placeOf(key: string, at: number, items: readonly HTMLElement[]): number | null {
  const count = items.length;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return null;
  const begins = (item: HTMLElement) =>
    item.textContent.trimStart().toLowerCase().startsWith(key.toLowerCase());
  const order = [...items.keys()].map(step => (at + 1 + step) % count);
  return (
    order.find(place => {
      const item = items[place];
      return item !== undefined && begins(item);
    }) ?? null
  );
}
