/**
 * The elements of @vscode/webview-ui-toolkit, which is archived: only this folder knows them, so that it could replace them.
 * `toolkit.ts` defines them.
 */
import type { ComponentChildren, HTMLAttributes, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";

type ElementProps = HTMLAttributes<HTMLElement> & { appearance?: string; disabled?: boolean };
declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "vscode-button": ElementProps;
    }
  }
}

export interface ButtonProps {
  readonly appearance?: "primary" | "secondary" | "icon";
  /** The accessible name where the content is only an icon. */
  readonly label?: string;
  readonly title?: string;
  readonly disabled?: boolean;
  /** It does nothing for now and keeps the focus; its text says why. */
  readonly isInactive?: boolean;
  /** It was pressed, and what it began goes on. */
  readonly isBusy?: boolean;
  /** For a button with a menu: whether that is open. */
  readonly isOpen?: boolean;
  /** The kind of answer that it gives; tests and commands find it by this. */
  readonly choice?: string;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

export function Button({
  appearance = "secondary",
  label,
  title,
  disabled = false,
  isInactive = false,
  isBusy = false,
  isOpen,
  choice,
  onClick,
  children,
}: ButtonProps) {
  const host = useRef<HTMLElement>(null);
  useControl(host, {
    "aria-disabled": isInactive ? "true" : null,
    "aria-busy": isBusy ? "true" : null,
    "aria-haspopup": isOpen === undefined ? null : "menu",
    "aria-expanded": isOpen === undefined ? null : String(isOpen),
  });
  return (
    <vscode-button
      ref={host}
      appearance={appearance}
      aria-label={label}
      aria-disabled={isInactive ? "true" : undefined}
      aria-busy={isBusy ? "true" : undefined}
      aria-haspopup={isOpen === undefined ? undefined : "menu"}
      aria-expanded={isOpen}
      title={title ?? label}
      disabled={disabled}
      data-choice={choice}
      onClick={() => {
        if (!isInactive) onClick();
      }}
    >
      {children}
    </vscode-button>
  );
}

/** The toolkit passes no more than a name on to the button that it draws inside: it is told the rest here. */
function useControl(
  host: RefObject<HTMLElement | null>,
  facts: Readonly<Record<string, string | null>>,
): void {
  useLayoutEffect(() => {
    const tell = () => {
      const control = host.current?.shadowRoot?.querySelector("[part=control]");
      for (const [name, value] of Object.entries(facts))
        if (value === null) control?.removeAttribute(name);
        else control?.setAttribute(name, value);
    };
    tell();
    // Its script comes after the first drawing.
    if (!customElements.get("vscode-button"))
      void customElements.whenDefined("vscode-button").then(tell);
  }, Object.values(facts));
}

/**
 * A turning ring. Decoration only: words beside it say what is going on. The compositor turns it, so that a waiting turn
 * costs nothing; the ring of the toolkit was laid out and painted with each frame.
 */
export const Spinner = () => <Icon name="loading" class="spinner" />;
