/** Why the conversation with a server is over. `closed`: a side closed its stream, as a server does when it exits. */
export type StreamCause = { readonly kind: "closed" } | BrokenStream;

/** What makes a stream useless, as plain data: faces make words of it. */
export type BrokenStream =
  /** Its output cannot be read any more; `text` is the system's own. */
  | { readonly kind: "outputBroke"; readonly text: string }
  /** Nothing can be written to it any more; `text` is the system's own. */
  | { readonly kind: "inputBroke"; readonly text: string }
  /** It wrote many lines in a short time that are no messages. */
  | { readonly kind: "badLines" }
  /** It wrote a line that is too long to be read. */
  | { readonly kind: "longLine"; readonly mebibytes: number }
  /** Too much waits to be written, and it reads nothing. */
  | { readonly kind: "notReading" };

/** Why a process is gone, or could not be used. */
export type EndCause =
  | BrokenStream
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "exit"; readonly code: string }
  /** The system could not start the program; `text` is its own. */
  | { readonly kind: "notStarted"; readonly text: string }
  /** It starts, and does not answer the handshake. */
  | { readonly kind: "silent"; readonly seconds: number }
  /** Somebody asked for a new start. */
  | { readonly kind: "restarted" };

/** How a server ended. */
export interface End {
  readonly cause: EndCause;
  /** The last that it wrote to stderr, where that may tell why; else empty. */
  readonly words: string;
  /** The server said itself why: `words` is its own account. */
  readonly hasOwnWords: boolean;
  /** The log to look into, where nothing else can help; null elsewhere. */
  readonly logFile: string | null;
}

/** An end of which no more is known than its cause. */
export const endBy = (cause: EndCause): End => ({
  cause,
  words: "",
  hasOwnWords: false,
  logFile: null,
});

/** For the log: "exit (code 1) Error: no such folder". */
export function logged({ cause: { kind, ...values }, words }: End): string {
  const told = Object.entries(values).map(value => value.join(" "));
  return [kind, told.length > 0 ? `(${told.join(", ")})` : "", words].filter(Boolean).join(" ");
}
