import { createHash } from "node:crypto";
import type { AskBy, AskOutcome } from "../../model/state.ts";
import { createAuditFile } from "./auditFile.ts";
import { redactedTo, type AuditSubject } from "./auditSubject.ts";
import type { Speak } from "../disk/putAside.ts";
import { within } from "../disk/within.ts";
import { createQueue } from "../disk/queue.ts";

/** One decision, as a line of the audit log tells it. */
export interface AuditRecord {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly threadId: string | null;
  readonly turnId: string | null;
  readonly itemId: string | null;
  /** The method of the server's request. */
  readonly kind: string;
  /** What was asked, without secrets, 2,000 characters at most. */
  readonly what: string;
  /** SHA-256 of all that was asked, as it came: proof of what was shown. */
  readonly hash: string;
  /** The change, the tool or the permission that was decided about; not in records of older versions. */
  readonly about?: AuditSubject;
  readonly who: AskBy;
  /** The rule that decided; null where none did. */
  readonly rule: string | null;
  /** `notSent`: a rule had decided, and then something changed before the answer went out. */
  readonly decision: AskOutcome | "notSent";
  /** The choice beyond a plain yes or no: "session", "prefix". */
  readonly choice: string | null;
  /** Milliseconds from the question to the answer. */
  readonly latencyMs: number;
}

export type AuditEntry = Omit<AuditRecord, "version" | "at" | "hash" | "what"> & {
  readonly what: string;
  /** What is hashed, where that is more than `what`. */
  readonly proof?: string;
};

export interface Audit {
  /** Appends a decision. Resolves when it is written, whole; rejects when it cannot be, after 5 s at most. Order is kept. */
  write(entry: AuditEntry): Promise<void>;
  /** All that is kept, oldest first; lines that are no records are left out. */
  read(): Promise<readonly AuditRecord[]>;
}

const maxWhat = 2000;
const writeLimitMs = 5000;

/** The audit log: JSON lines in `folder`, 1 MiB a file, the last 8 files; every window of the user appends to it. */
export function createAudit(
  folder: string,
  now: () => Date = () => new Date(),
  speak: Speak = { log: () => {} },
): Audit {
  const file = createAuditFile(folder, { ...speak, now });
  const queue = createQueue();

  return {
    write({ what, proof, ...entry }) {
      const record: AuditRecord = {
        version: 1,
        at: now().toISOString(),
        ...entry,
        what: redactedTo(what, maxWhat),
        hash: createHash("sha256")
          .update(proof ?? what)
          .digest("hex"),
      };
      return queue.run(() =>
        within(writeLimitMs, "Writing the audit log", () =>
          file.append(`${JSON.stringify(record)}\n`),
        ),
      );
    },
    async read() {
      await queue.idle();
      return (await file.lines()).flatMap(parseRecord);
    },
  };
}

function parseRecord(line: string): AuditRecord[] {
  if (line === "") return [];
  try {
    const found: unknown = JSON.parse(line);
    return isRecord(found) ? [found] : [];
  } catch {
    return []; // a full disk cut this line off; the lines around it are whole
  }
}

const isRecord = (value: unknown): value is AuditRecord =>
  typeof value === "object" &&
  value !== null &&
  "version" in value &&
  value.version === 1 &&
  ["at", "kind", "what", "who", "decision"].every(
    name => typeof Reflect.get(value, name) === "string",
  );
