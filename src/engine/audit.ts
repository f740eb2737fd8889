import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { redact } from "../appserver/redact.ts";
import type { AskBy, AskOutcome } from "../model/state.ts";
import { createQueue } from "./queue.ts";

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
  /** SHA-256 of all that was asked, as it came: proof of what was shown (SAFETY S11). */
  readonly hash: string;
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
};

export interface Audit {
  /** Appends a decision. Resolves when it is written; rejects when it cannot be. Order is kept. */
  write(entry: AuditEntry): Promise<void>;
  /** All that is kept, oldest first; lines that are no records are left out. */
  read(): Promise<readonly AuditRecord[]>;
}

const maxBytes = 1024 * 1024;
const keptFiles = 8;
const maxWhat = 2000;
const current = "audit.jsonl";

/** The audit log: JSON lines in `folder`, 1 MiB a file, the last 8 files; every window of the user appends to it. */
export function createAudit(folder: string, now: () => Date = () => new Date()): Audit {
  const file = join(folder, current);
  const queue = createQueue();

  const append = async (line: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rotate(folder, file, now);
    // One write of one line: what several windows append does not mix.
    await appendFile(file, line, { mode: 0o600 });
  };

  return {
    write({ what, ...entry }) {
      const record: AuditRecord = {
        version: 1,
        at: now().toISOString(),
        ...entry,
        what: Array.from(redact(what).toWellFormed()).slice(0, maxWhat).join(""),
        hash: createHash("sha256").update(what).digest("hex"),
      };
      return queue.run(() => append(`${JSON.stringify(record)}\n`));
    },
    async read() {
      await queue.idle();
      const files = [...(await rotated(folder)), current];
      const texts = await Promise.all(
        files.map(name => readFile(join(folder, name), "utf8").catch(() => "")),
      );
      return texts.flatMap(text => text.split("\n")).flatMap(parseRecord);
    },
  };
}

/** Names of the files that are full, oldest first. */
const rotated = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter(name => /^audit-.*\.jsonl$/.test(name)).sort();

async function rotate(folder: string, file: string, now: () => Date): Promise<void> {
  const size = await stat(file).then(
    found => found.size,
    () => 0, // not there yet
  );
  if (size < maxBytes) return;
  const stamp = now().toISOString().replace(/[:.]/g, "-");
  await rename(file, join(folder, `audit-${stamp}.jsonl`));
  const old = (await rotated(folder)).slice(0, 1 - keptFiles);
  await Promise.all(old.map(name => rm(join(folder, name), { force: true })));
}

function parseRecord(line: string): AuditRecord[] {
  if (line === "") return [];
  try {
    const found: unknown = JSON.parse(line);
    return isRecord(found) ? [found] : [];
  } catch {
    return []; // cut off by a full disk: the lines around it stand
  }
}

const isRecord = (value: unknown): value is AuditRecord =>
  typeof value === "object" &&
  value !== null &&
  "version" in value &&
  value.version === 1 &&
  ["at", "kind", "what", "who", "decision"].every(
    name => typeof (value as Record<string, unknown>)[name] === "string",
  );
