import type { Notice, State, ThreadState } from "../state.ts";

/** What the server says of a config.toml that it could not read: it goes on without any of it. */
export const brokenConfig = ({ connection, notices }: State): Notice | undefined =>
  connection.kind === "ready"
    ? notices.find(({ place }) => place && /(^|[/\\])config\.toml$/.test(place.path))
    : undefined;

/** The approval policies of a thread where the server applies another one than was asked for; null where it does not. */
export function policyGap(
  thread: ThreadState | undefined,
): { readonly asked: string; readonly applied: string } | null {
  const asked = thread?.askedPolicy ?? null;
  const applied = thread?.effective?.approvalPolicy ?? null;
  if (typeof asked !== "string" || applied === null || applied === asked) return null;
  return { asked, applied: typeof applied === "string" ? applied : "granular" };
}
