import { say } from "./say.ts";
import type { UserInput } from "../../protocol/types.gen.ts";
import type { TurnState } from "../state.ts";

/** A person's message, to send it again. */
export interface Said {
  /** Its whole text. */
  readonly text: string;
  /** Parts beside the text, named for the person. */
  readonly parts: readonly string[];
}

export function saidIn(content: readonly UserInput[]): Said {
  const texts: string[] = [];
  const parts: string[] = [];
  for (const part of content)
    if (part.type === "text") texts.push(part.text);
    else parts.push(nameOf(part));
  return { text: texts.join(""), parts };
}

/** All that the person said in a turn: what began it, and what was said while it ran. */
export const saidInTurn = (turn: TurnState | undefined): readonly Said[] =>
  (turn?.items ?? []).flatMap(({ item }) =>
    item.type === "userMessage" ? [saidIn(item.content)] : [],
  );

function nameOf(part: Exclude<UserInput, { type: "text" }>): string {
  switch (part.type) {
    case "image":
    case "audio":
      return "url" in part && !part.url.startsWith("data:")
        ? say(`input.${part.type}At`, { place: part.url })
        : say(`input.${part.type}`);
    case "localImage":
      return say("input.imageAt", { place: part.path });
    case "localAudio":
      return say("input.audioAt", { place: part.path });
    case "skill":
      return say("input.skill", { name: part.name });
    case "mention":
      return say("input.mention", { name: part.name });
  }
}
