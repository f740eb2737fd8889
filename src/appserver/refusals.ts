/** The only file that reads message texts. Most refusals of the server differ in nothing else. */
import type { RequestError } from "./errors.ts";

/** What a refusal of the server means. `other`: only its words tell. */
export type Refusal =
  "activeWriter" | "noSuchThread" | "noActiveTurn" | "inputTooLarge" | "unknownMethod" | "other";

/** Texts of 0.169.0 (test/FACTS.md). A refusal in newer words is `other`, which is never wrong, only less helpful. */
const texts: readonly (readonly [RegExp, Refusal])[] = [
  [/already has an active writer/, "activeWriter"],
  [/no rollout found|thread not found/, "noSuchThread"],
  [/no active turn|expected active turn/, "noActiveTurn"],
  // Its own methods are listed behind that, so the start of the text decides.
  [/^Invalid request: unknown variant `[^`]*\/[^`]*`/, "unknownMethod"],
];

/** The meaning of what the server said when it refused. */
export function refusalOf({ message, data }: Pick<RequestError, "message" | "data">): Refusal {
  // The only refusal of a turn with data.
  if (
    typeof data === "object" &&
    data !== null &&
    "input_error_code" in data &&
    data.input_error_code === "input_too_large"
  )
    return "inputTooLarge";
  return texts.find(([text]) => text.test(message))?.[1] ?? "other";
}

/** Whether a line of stderr, or what was kept of them, is the server's own account of why it ends (test/FACTS.md). */
export const saysWhy = (words: string): boolean => words.startsWith("Error:");

/** Why a write is refused while too much waits. */
// oxlint-disable-next-line folio/wordless -- It is compared, and told to the log.
export const notReading = "Codex is not responding: it does not read what it is sent.";

/** Whether a write was refused for that: vscode-jsonrpc hands on nothing but the text of a failure to write. */
export const isNotReading = ({ message }: Error): boolean => message === notReading;
