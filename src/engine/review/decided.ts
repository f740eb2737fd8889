import type { DecidedFile } from "./prepare.ts";
import type { FileReview } from "./fileReview.ts";

/** What a person decided about a file, as the engine writes it. */
export function decided(file: FileReview): DecidedFile {
  const { path, movePath, kind, turn, replaced, fingerprint } = file.proposal;
  const state = file.state();
  return {
    path,
    movedTo: movePath,
    kind,
    turn,
    replaced,
    result: state === "changed" ? (file.isEdited() ? "edited" : "part") : state,
    shown: shownBy(fingerprint),
    text: file.text(),
  };
}

function shownBy(fingerprint: string): DecidedFile["shown"] {
  const [first = ""] = fingerprint.split(" ");
  if (first === "missing") return { kind: "missing" };
  return /^[0-9a-f]{64}$/.test(first) ? { kind: "bytes", hash: first } : { kind: "unread" };
}
