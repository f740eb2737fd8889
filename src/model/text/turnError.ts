import type { TurnError } from "../../protocol/types.gen.ts";

/** A failed turn in words for a person, and whether saying the same again may help (PROTOCOL section 17). */
export interface ErrorAdvice {
  readonly title: string;
  readonly advice: string;
  readonly action: "retry" | "newThread" | "signIn" | "none";
}

export function adviseOn({ codexErrorInfo: info }: TurnError): ErrorAdvice {
  if (typeof info === "object" && info !== null) return adviseOnStatus(info);
  switch (info) {
    case "usageLimitExceeded":
    case "sessionBudgetExceeded":
      return {
        title: "Usage limit reached",
        advice: "Wait until the limit resets; the status bar says when.",
        action: "retry",
      };
    case "rateLimitExceeded":
    case "serverOverloaded":
    case "internalServerError":
      return { title: "The model is busy", advice: "Try again in a moment.", action: "retry" };
    case "contextWindowExceeded":
      return {
        title: "The conversation is too long",
        advice: "Start a new thread.",
        action: "newThread",
      };
    case "unauthorized":
      return { title: "Not signed in", advice: "Sign in again.", action: "signIn" };
    case "modelNotFound":
      return {
        title: "No such model",
        advice: "Choose another in the setting folio.model.",
        action: "none",
      };
    case "cyberPolicy":
    case "misalignmentPolicyViolation":
      return { title: "Refused by policy", advice: "Ask in another way.", action: "none" };
    default:
      return { title: "The turn failed", advice: "", action: "retry" };
  }
}

function adviseOnStatus(info: object): ErrorAdvice {
  const [status] = Object.values(info).map((value: unknown) =>
    typeof value === "object" && value !== null && "httpStatusCode" in value
      ? value.httpStatusCode
      : null,
  );
  if (status === 401 || status === 403)
    return { title: "Not allowed", advice: "Sign in again.", action: "signIn" };
  if (status === 429)
    return { title: "Too many requests", advice: "Try again in a moment.", action: "retry" };
  return {
    title: "The connection to the model failed",
    advice: "Check the network, then try again.",
    action: "retry",
  };
}

/** Whether the model could not be reached at all, as far as the server says. */
export function isNetworkError({ codexErrorInfo: info }: TurnError): boolean {
  if (typeof info !== "object" || info === null) return false;
  const [kind, detail]: readonly unknown[] = Object.entries(info)[0] ?? [];
  const isConnection =
    kind === "httpConnectionFailed" ||
    kind === "responseStreamConnectionFailed" ||
    kind === "responseStreamDisconnected";
  const hasStatus =
    typeof detail === "object" &&
    detail !== null &&
    "httpStatusCode" in detail &&
    typeof detail.httpStatusCode === "number";
  return isConnection && !hasStatus;
}

const maxLength = 600;

/** The server's own words; a raw body is JSON whose message is meant. */
export function errorText({ message }: TurnError): string {
  const start = message.indexOf("{");
  if (start >= 0) {
    try {
      const body: unknown = JSON.parse(message.slice(start));
      if (typeof body === "object" && body !== null && "error" in body) {
        const { error } = body;
        if (
          typeof error === "object" &&
          error !== null &&
          "message" in error &&
          typeof error.message === "string"
        )
          return error.message.slice(0, maxLength);
      }
    } catch {
      // not a body: the words are as they are
    }
  }
  return message.slice(0, maxLength);
}
