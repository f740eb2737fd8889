import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

export interface CardProps {
  readonly icon: IconName;
  /** Colours the icon; "busy" turns it into a spinner. */
  readonly tone?: "plain" | "bad" | "busy";
  readonly title: ComponentChildren;
  /** Short facts at the right: an exit code, a duration. */
  readonly aside?: ComponentChildren;
  /** A body that can be folded; `initiallyOpen` says how it begins. */
  readonly children?: ComponentChildren;
  readonly initiallyOpen?: boolean;
  readonly label: string;
}

/** One framed item of a turn: a head that folds, and a body. */
export function Card({
  icon,
  tone = "plain",
  title,
  aside,
  children,
  initiallyOpen = true,
  label,
}: CardProps) {
  const [isOpen, setOpen] = useState(initiallyOpen);
  const hasBody = children !== undefined && children !== null && children !== false;
  const head = (
    <>
      <Icon name={tone === "busy" ? "loading" : icon} class={`tone-${tone}`} />
      <span class="card-title">{title}</span>
      {aside && <span class="card-aside">{aside}</span>}
    </>
  );
  return (
    <section class="card" aria-label={label}>
      {hasBody ? (
        <button
          type="button"
          class="card-head"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {head}
          <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
        </button>
      ) : (
        <div class="card-head">{head}</div>
      )}
      {hasBody && isOpen && <div class="card-body">{children}</div>}
    </section>
  );
}
