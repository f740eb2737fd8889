import type { Reason } from "../../model/text/reason.ts";
import type { Situation } from "../form.ts";
import type { Word } from "../lex.ts";
import type { Problem, Refused } from "../problem.ts";

/** Longest text that a field of a rule may hold. */
export const maxText = 300;

export type Decision = "allow" | "ask" | "deny";

/** What rules speak about, and what a row is given of it when it is asked. */
export interface Matters {
  readonly command: {
    /** The words of one simple command. */
    readonly concerned: readonly string[];
    readonly wanted: WantedCommand;
    readonly offered: OfferedCommand;
  };
  /** Paths are relative to the workspace folder where they are inside it. `concerned` is folded. */
  readonly path: { readonly concerned: string; readonly wanted: string; readonly offered: string };
  /** Host names in lower case. */
  readonly host: { readonly concerned: string; readonly wanted: string; readonly offered: string };
  readonly tool: {
    readonly concerned: Tool;
    readonly wanted: Tool & { config(): string | null };
    readonly offered: Tool & { readonly config: string };
  };
}

export type Matter = keyof Matters;

export interface Tool {
  readonly server: string;
  readonly tool: string;
}

export interface WantedCommand {
  /** Null in a shell whose words are not read one by one. */
  readonly words: readonly Word[] | null;
  readonly situation: Situation;
  /** Why it is no command that only reads, as a sentence; null when it is one. */
  readonly reading: Problem;
}

export interface OfferedCommand {
  readonly words: readonly Word[];
  readonly folder: string;
  readonly root: string;
}

/** What a person wrote for a rule. */
export interface Entry {
  readonly decision: Decision;
  field(name: string): unknown;
  /** A text that is not empty and not too long, else null. */
  text(name: string): string | null;
}

export interface FieldSchema {
  readonly type: "string" | "array";
  readonly items?: { readonly type: "string" };
}

/**
 * All that Folio knows of one kind of rule. `Fields` is what such a rule holds beside `kind` and `decision`. A row is
 * pure.
 */
export interface RuleRow<Fields extends object, About extends Matter> {
  readonly about: About;
  /** The JSON schema of each field, for the setting. */
  readonly schema: Readonly<Record<keyof Fields, FieldSchema>>;
  /** What follows the kind's name in the description of the setting. */
  readonly usage: string;
  /** The fields of a rule, or what is wrong with them. */
  parse(entry: Entry): { readonly fields: Fields } | Refused;
  /** What such a rule is about, after "allow", "ask" or "deny". */
  text(rule: Fields): Reason;
  /** Whether a rule that asks or denies holds for this. A program is also met by its path and behind another one (`prefix.ts`). */
  concerns(rule: Fields, concerned: Matters[About]["concerned"]): boolean;
  /** Null where a rule allows this; undefined where it does not speak of it; else why it does not hold, as a sentence. */
  allows(rule: Fields, wanted: Matters[About]["wanted"]): Problem | undefined;
  /** Rules that would allow this, narrowest first. */
  suggest(offered: Matters[About]["offered"]): readonly Fields[];
}
