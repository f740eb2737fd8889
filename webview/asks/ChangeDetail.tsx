import type { RefObject } from "preact";
import type { Ask, State } from "../../src/model/state.ts";
import { changesOf } from "../../src/model/select/thread.ts";
import { fateText, filesOf } from "../../src/model/text/fileFact.ts";
import { lineCounts } from "../../src/model/text/format.ts";
import { said } from "../../src/model/text/say.ts";
import { compareNames } from "../../src/model/text/speak.ts";
import { oneLine } from "../../src/model/text/visible.ts";
import { LineCounts } from "../items/LineCounts.tsx";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Fact } from "./Fact.tsx";

export interface ChangeDetailProps {
  readonly ask: Ask;
  readonly state: State;
  /** For the mark at the end of the files. */
  readonly end: RefObject<HTMLSpanElement | null>;
}

/** The files of a change that waits: path, kind of change, and what is unusual about it. */
export function ChangeDetail({ ask, state, end }: ChangeDetailProps) {
  const files = filesOf(ask, state);
  const changes = changesOf(state, ask) ?? [];
  const rows = files
    .map((file, at) => ({
      file,
      at,
      change: changes.length === files.length ? changes[at] : undefined,
    }))
    .toSorted((left, right) => compareNames(left.file.path, right.file.path));
  const warnings = new Set(files.flatMap(file => file.warnings.map(said)));
  return (
    <>
      <ul class="ask-files" aria-label={say("ask.files")}>
        {rows.map(({ file, change, at }) => {
          const path = oneLine(file.path);
          return (
            <li key={at}>
              <button
                type="button"
                class="link file-name"
                title={path}
                onClick={() => void call("review", { key: ask.key })}
              >
                {path}
              </button>
              <span class="file-kind">{oneLine(fateText(file))}</span>
              {change && <LineCounts {...lineCounts(change.kind.type, change.diff)} />}
            </li>
          );
        })}
        <li class="ask-end" aria-hidden="true">
          <span ref={end} />
        </li>
      </ul>
      {Array.from(warnings, text => (
        <Fact key={text} icon="warning" tone="bad">
          {oneLine(text)}
        </Fact>
      ))}
    </>
  );
}
