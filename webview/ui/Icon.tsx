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
  onClick,
}: {
  readonly name: IconName;
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={name} />
    </button>
  );
}
