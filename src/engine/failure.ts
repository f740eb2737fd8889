import { isRequestError, type RequestError } from "../appserver/errors.ts";

/** A failure in words for a person: what happened and what to do. */
export function describeFailure(error: unknown): string {
  if (!isRequestError(error)) return error instanceof Error ? error.message : String(error);
  switch (error.reason) {
    case "timeout":
      return `${error.message} Try again; if it stays so, restart the server.`;
    case "closed":
      return "Codex ended before it answered. It is started again: try once more.";
    case "refused":
      return describeRefusal(error);
  }
}

function describeRefusal({ message, data }: RequestError): string {
  // PROTOCOL section 3: the only refusal with data that a person can act upon.
  if (
    typeof data === "object" &&
    data !== null &&
    "input_error_code" in data &&
    data.input_error_code === "input_too_large"
  )
    return "The message is longer than Codex takes (1,048,576 characters). Shorten it, or put it into a file.";
  return `Codex refused: ${message}`;
}
