import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import type { Tone } from "./tone.ts";
import { useFold } from "./useFold.ts";

export interface RowProps {
  readonly icon: IconName;
  readonly tone?: Tone;
  readonly title: ComponentChildren;
  /** Short facts at the end side: a duration, an exit code. */
  readonly aside?: ComponentChildren;
  /** What unfolds below the row. */
  readonly children?: ComponentChildren;
  readonly initiallyOpen?: boolean;
  /** The accessible name where the title is not text alone. */
  readonly label?: string;
}

/** One dim line: what was done. It unfolds only where there is more. */
export function Row({
  icon,
  tone = "plain",
  title,
  aside,
  children,
  initiallyOpen = false,
  label,
}: RowProps) {
  const [isOpen, setOpen] = useFold("row", initiallyOpen);
  const bodyId = useId();
  const hasBody = children !== undefined && children !== null && children !== false;
  const content = (
    <>
      <Icon name={tone === "busy" ? "loading" : icon} class={`tone-${tone}`} />
      <span class="row-text">{title}</span>
      {aside && <span class="row-aside">{aside}</span>}
    </>
  );
  if (!hasBody) return <div class="row step">{content}</div>;
  return (
    <div class="step-block" role="group" aria-label={label}>
      <button
        type="button"
        class="row step"
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {content}
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} class="row-chevron" />
      </button>
      {isOpen && (
        <div class="detail" id={bodyId}>
          {children}
        </div>
      )}
    </div>
  );
}
