/** Percent used of both limit windows, and when they reset, as the service tells it with every answer. */
export function limitHeaders(
  primary: number,
  secondary: number,
  now = Date.now(),
): Record<string, string> {
  const seconds = Math.floor(now / 1000);
  return {
    "x-codex-primary-used-percent": String(primary),
    "x-codex-primary-window-minutes": "300",
    "x-codex-primary-reset-at": String(seconds + 2 * 3600),
    "x-codex-secondary-used-percent": String(secondary),
    "x-codex-secondary-window-minutes": "10080",
    "x-codex-secondary-reset-at": String(seconds + 4 * 86_400),
  };
}
