import type { Notice, State, ThreadState } from "../state.ts";

/** The notice about a config.toml that the server could not read: it runs without any of its settings. */
export const brokenConfig = ({ connection, notices }: State): Notice | undefined =>
  connection.kind === "ready"
    ? notices.find(({ place }) => place && /(^|[/\\])config\.toml$/.test(place.path))
    : undefined;

/** The approval policy that was asked for and the one that the server applies; null where they are the same. */
export function policyGap(
  thread: ThreadState | undefined,
): { readonly asked: string; readonly applied: string } | null {
  const asked = thread?.askedPolicy ?? null;
  const applied = thread?.effective?.approvalPolicy ?? null;
  if (typeof asked !== "string" || applied === null || applied === asked) return null;
  return { asked, applied: typeof applied === "string" ? applied : "granular" };
}
