import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button, type ButtonProps } from "./elements.tsx";
import { Icon } from "./Icon.tsx";
import { Menu, type MenuEntry } from "./Menu.tsx";

export interface SplitButtonProps extends ButtonProps {
  /** The name of the menu and of the button that opens it. */
  readonly menuLabel: string;
  /** Without entries it is a button like others. */
  readonly entries: readonly MenuEntry[];
  /** Stands in the menu below the entries. */
  readonly below?: ComponentChildren;
}

/** A button with a menu of wider or narrower choices beside it. */
export function SplitButton({ menuLabel, entries, below, ...button }: SplitButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const split = useRef<HTMLSpanElement>(null);
  const close = (isLeft: boolean) => {
    setOpen(false);
    if (!isLeft) split.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  return (
    <span class="split" ref={split}>
      <Button {...button} />
      {entries.length > 0 && (
        <Button
          appearance={button.appearance ?? "secondary"}
          label={menuLabel}
          isOpen={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="chevron-down" />
        </Button>
      )}
      {isOpen && (
        <Menu label={menuLabel} entries={entries} onClose={close}>
          {below}
        </Menu>
      )}
    </span>
  );
}
