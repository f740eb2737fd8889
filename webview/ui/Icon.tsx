/** A codicon; the style sheet holds the glyphs in use. Decoration only. */
export function Icon({
  name,
  class: className = "",
}: {
  readonly name: string;
  readonly class?: string;
}) {
  return <span class={`codicon codicon-${name} ${className}`} aria-hidden="true" />;
}
