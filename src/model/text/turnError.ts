import { say } from "./say.ts";
import type { TurnError } from "../../protocol/types.gen.ts";

/** A failed turn in words for a person, and what may help, the best first. */
export interface ErrorAdvice {
  readonly title: string;
  readonly advice: string;
  readonly ways: readonly ErrorWay[];
  /** It is over by itself at some time, and nothing is broken. */
  readonly isLimit: boolean;
}

export type ErrorWay = "retry" | "newThread" | "signIn" | "usage" | "log" | "copy";

export function adviseOn({ codexErrorInfo: info }: TurnError): ErrorAdvice {
  if (typeof info === "object" && info !== null) return adviseOnStatus(info);
  switch (info) {
    case "usageLimitExceeded":
    case "sessionBudgetExceeded":
      return adviceOn("usageLimit", "usage", "retry");
    case "rateLimitExceeded":
    case "serverOverloaded":
    case "internalServerError":
      return adviceOn("busy", "retry");
    case "contextWindowExceeded":
      return adviceOn("tooLong", "newThread");
    case "unauthorized":
      return adviceOn("notSignedIn", "signIn", "retry");
    case "modelNotFound":
      return adviceOn("noSuchModel");
    case "cyberPolicy":
    case "misalignmentPolicyViolation":
      return adviceOn("policy");
    default:
      return adviceOn("failed", "retry", "copy");
  }
}

const adviceOn = (what: Failure, ...ways: readonly ErrorWay[]): ErrorAdvice => ({
  title: say(`turn.${what}`),
  advice: say(`turn.${what}.advice`),
  ways,
  isLimit: what === "usageLimit",
});

type Failure =
  | "usageLimit"
  | "busy"
  | "tooLong"
  | "notSignedIn"
  | "noSuchModel"
  | "policy"
  | "failed"
  | "notAllowed"
  | "tooManyRequests"
  | "noConnection";

function adviseOnStatus(info: object): ErrorAdvice {
  const [status] = Object.values(info).map((value: unknown) =>
    typeof value === "object" && value !== null && "httpStatusCode" in value
      ? value.httpStatusCode
      : null,
  );
  if (status === 401 || status === 403) return adviceOn("notAllowed", "signIn", "retry");
  if (status === 429) return adviceOn("tooManyRequests", "retry");
  return adviceOn("noConnection", "retry", "log");
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

/** The server's own words. Where they are a raw JSON body, its message. */
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
