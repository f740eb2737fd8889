/** What the engine is told by whoever runs it. Everything that is a function is read anew each time. */
import type { ServerProcess } from "../appserver/launch.ts";
import type { Located } from "../appserver/locate.ts";
import type { WrittenPolicy } from "./judge/rules.ts";
import type { Log } from "./log.ts";
import type { Files } from "./review/files.ts";
import type { ThreadDefaults } from "./threads/threads.ts";

export interface EngineOptions {
  readonly server: ServerPort;
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly folders: Folders;
  readonly log: Log;
}

/** Where the server comes from. */
export interface ServerPort {
  /** Looks for the program; resolves with what is wrong where there is none. */
  locate(): Promise<Located>;
  /** Starts one process of it. */
  launch(binary: string): ServerProcess;
  /** With what the process is started. */
  environment(): NodeJS.ProcessEnv;
  /** Folio's own version, for the handshake. */
  readonly clientVersion: string;
  /** Where the log is, for a person who must look into it. */
  readonly logFile: string;
}

/** What the person set. */
export interface Settings {
  /** How threads run; no face gets more than this. */
  defaults(): ThreadDefaults;
  /** The rules as they are written, and whether they may approve; looked at anew for every verdict. */
  policy(): WrittenPolicy;
  /** Milliseconds after which an ask that nobody answered is declined; null for never. */
  askTimeoutMs(): number | null;
  /** Globs of files of which the checkpoints keep no copy. */
  excluded(): readonly string[];
}

/** The folders that Codex works in, and who else is at them. */
export interface Workspace {
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
  /** Whether the folder's content may be acted upon; while it may not, no server starts. */
  isTrusted(): boolean;
  /** Whether an editor holds unsaved text for a path. */
  isUnsaved(path: string): boolean;
  /** How reviews read and write files, made from how the disk alone does it; that serves where this is missing. */
  files?(disk: Files): Files;
  /** Waits for the look through the folders before a turn as long as the person has patience; never rejects. */
  patience(looking: Promise<void>): Promise<void>;
}

/** Where the engine keeps its own files. */
export interface Folders {
  /** A folder of this window alone: running turns, checkpoints, half-done writes. */
  readonly storage: string;
  /** A folder that all windows share: the audit log, held messages, handing threads over. */
  readonly sharedStorage: string;
}
