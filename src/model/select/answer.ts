import type { TurnState } from "../state.ts";

/** What Codex answered in a turn, as markdown: its last words, or its comments where there is nothing else. */
export function answerOf({ items }: Pick<TurnState, "items">): string {
  const said = items.flatMap(({ item, phase }) =>
    item.type === "agentMessage" && phase !== "superseded" && item.text.trim() !== "" ? [item] : [],
  );
  const final = said.filter(({ phase }) => phase !== "commentary");
  return (final.length > 0 ? final : said).map(({ text }) => text.trim()).join("\n\n");
}
