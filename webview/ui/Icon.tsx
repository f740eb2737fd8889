import type { IconName } from "./icons.ts";

/** A codicon. Decoration only. */
export function Icon({
  name,
  class: className = "",
}: {
  readonly name: IconName;
  readonly class?: string;
}) {
  return <span class={`codicon codicon-${name} ${className}`} aria-hidden="true" />;
}

/** A button that shows only an icon; `label` is its name and its tooltip. */
export function IconButton({
  name,
  label,
  title = label,
  onClick,
}: {
  readonly name: IconName;
  readonly label: string;
  /** The tooltip, where it says more than the name. */
  readonly title?: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={title} onClick={onClick}>
      <Icon name={name} />
    </button>
  );
}
