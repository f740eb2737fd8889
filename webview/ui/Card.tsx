import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import type { Tone } from "./tone.ts";
import { useFold } from "./useFold.ts";

export interface CardProps {
  readonly icon: IconName;
  readonly tone?: Tone;
  readonly title: ComponentChildren;
  /** Short facts at the end side: an exit code, a duration. */
  readonly aside?: ComponentChildren;
  /** The aside only comments: it gives way before the title does. */
  readonly isAsideMinor?: boolean;
  /** A body that can be folded; `initiallyOpen` says how it begins. */
  readonly children?: ComponentChildren;
  readonly initiallyOpen?: boolean;
  /** The body holds rows that reach from side to side. */
  readonly isFlush?: boolean;
  readonly label: string;
}

/** What can be opened, reverted or answered, in a frame: a head that folds, and a body. */
export function Card({
  icon,
  tone = "plain",
  title,
  aside,
  isAsideMinor = false,
  children,
  initiallyOpen = true,
  isFlush = false,
  label,
}: CardProps) {
  const [isOpen, setOpen] = useFold("card", initiallyOpen);
  const bodyId = useId();
  const hasBody = children !== undefined && children !== null && children !== false;
  const head = (
    <>
      <Icon name={tone === "busy" ? "loading" : icon} class={`tone-${tone}`} />
      <span class="card-title">{title}</span>
      {aside && <span class={isAsideMinor ? "row-aside minor" : "row-aside"}>{aside}</span>}
    </>
  );
  return (
    <div class="card" role="group" aria-label={label}>
      {hasBody ? (
        <button
          type="button"
          class="card-head"
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {head}
          <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
        </button>
      ) : (
        <div class="card-head">{head}</div>
      )}
      {hasBody && isOpen && (
        <div class={isFlush ? "card-body flush" : "card-body"} id={bodyId}>
          {children}
        </div>
      )}
    </div>
  );
}
