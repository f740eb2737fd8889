import type { Ask, State } from "../../src/model/state.ts";
import { changesOf } from "../../src/model/select/thread.ts";
import { fateText, filesOf } from "../../src/model/text/fileFact.ts";
import { lineCounts } from "../../src/model/text/format.ts";
import { oneLine } from "../../src/model/text/visible.ts";
import { LineCounts } from "../items/LineCounts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { said } from "../../src/model/text/say.ts";

/** The files of a change that waits: path, kind of change, and what is unusual about it. */
export function ChangeDetail({ ask, state }: { readonly ask: Ask; readonly state: State }) {
  const files = filesOf(ask, state);
  const changes = changesOf(state, ask) ?? [];
  const warnings = new Set(files.flatMap(file => file.warnings.map(said)));
  return (
    <>
      <ul class="files">
        {files.map((file, at) => {
          const change = changes.length === files.length ? changes[at] : undefined;
          return (
            <li key={at}>
              <span class="file-name">{oneLine(file.path)}</span>
              <span class="file-kind">{oneLine(fateText(file))}</span>
              {change && <LineCounts {...lineCounts(change.kind.type, change.diff)} />}
            </li>
          );
        })}
      </ul>
      {Array.from(warnings, text => (
        <p key={text} class="ask-warning">
          <Icon name="warning" /> {oneLine(text)}
        </p>
      ))}
    </>
  );
}
