/**
 * The elements of @vscode/webview-ui-toolkit, which is archived: only this folder knows them, so that it could replace them.
 * `toolkit.ts` defines them.
 */
import type { ComponentChildren, HTMLAttributes } from "preact";
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
  choice,
  onClick,
  children,
}: ButtonProps) {
  return (
    <vscode-button
      appearance={appearance}
      aria-label={label}
      title={title ?? label}
      disabled={disabled}
      data-choice={choice}
      onClick={onClick}
    >
      {children}
    </vscode-button>
  );
}

/**
 * A turning ring. Decoration only: words beside it say what is going on. The compositor turns it, so that a waiting turn
 * costs nothing; the ring of the toolkit was laid out and painted with each frame.
 */
export const Spinner = () => <Icon name="loading" class="spinner" />;
