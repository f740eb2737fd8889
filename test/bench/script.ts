/** The scripted model of the bench: `bench:NAME NUMBER` in a message plays one of these, everything else the demo. */
import { demo } from "../model/demo.ts";
import type { Output } from "../model/events.ts";
import type { Prompt, Reply } from "../model/server.ts";
import { answer, lastWords, line } from "./content.ts";
import { patchOfFiles } from "./files.ts";

const chunk = 41;
const say = (text: string, delayMs = 0): Output => ({ type: "text", text, chunk, delayMs });

const turns: Readonly<Record<string, (size: number) => readonly Output[]>> = {
  /** An answer of so many kilobytes, as fast as it goes. */
  stream: size => [say(answer(size))],
  /** Chunks of 41 characters for so many seconds; how many a second is up to the timer of the model. */
  paced: seconds => [say(answer(seconds * 4), pacedMs)],
  /** So many messages. */
  items: count =>
    Array.from({ length: count }, (_, at) => ({ type: "text", text: line(at), chunk: 100_000 })),
  /** Says one word and then nothing. */
  wait: () => [
    { type: "text", text: `Waiting. ${lastWords}` },
    { type: "text", text: "Late.", delayMs: 3_600_000 },
  ],
};

/** The pause between two chunks; a timer of Node fires about a millisecond late. */
const pacedMs = 9;

export function script(prompt: Prompt): Reply {
  const [, name, size] = /bench:([\w-]+)(?: (\d+))?/.exec(prompt.user) ?? [];
  const turn = name !== undefined && Object.hasOwn(turns, name) ? turns[name] : undefined;
  if (turn) return { outputs: turn(Number(size ?? 1)) };
  if (name === "change")
    return prompt.results.length === 0
      ? { outputs: [{ type: "patch", patch: patchOfFiles(Number(size)) }] }
      : { outputs: [say(lastWords)] };
  return demo(prompt);
}
