import type { Ask, State } from "../../src/model/state.ts";
import { choices, type Choice } from "../../src/model/decision.ts";
import {
  changesOf,
  isCommandAsk,
  isFileAsk,
  type CommandAsk,
} from "../../src/model/select/thread.ts";
import { askCommand, askTitle } from "../../src/model/text/askTitle.ts";
import { hidesCharacters, visible } from "../../src/model/text/visible.ts";
import { FileList } from "../items/FileList.tsx";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Everything that waits for an answer, oldest first, right above the composer: it cannot scroll out of sight. */
export function AskPanel({
  state,
  threadId,
}: {
  readonly state: State;
  readonly threadId: string | null;
}) {
  if (state.asks.length === 0) return null;
  return (
    <section class="asks" aria-label="Waiting for your answer">
      {state.asks.map(ask => (
        <AskCard
          key={ask.key}
          ask={ask}
          state={state}
          isElsewhere={ask.threadId !== null && ask.threadId !== threadId}
        />
      ))}
    </section>
  );
}

interface AskCardProps {
  readonly ask: Ask;
  readonly state: State;
  readonly isElsewhere: boolean;
}

function AskCard({ ask, state, isElsewhere }: AskCardProps) {
  const title = askTitle(ask);
  return (
    <section class="ask" role="group" aria-label={title}>
      <h3>
        <Icon name="bell-dot" /> {title}
        {isElsewhere && <span class="dim"> (another thread)</span>}
      </h3>
      {isCommandAsk(ask) && <CommandDetail ask={ask} folder={folderOf(ask, state)} />}
      {isFileAsk(ask) && (
        <FileList changes={changesOf(state, ask) ?? []} cwd={folderOf(ask, state)} />
      )}
      <Buttons ask={ask} />
    </section>
  );
}

/** The folder that the ask's thread works in; empty when its thread is not the one shown. */
const folderOf = ({ threadId }: Ask, state: State): string =>
  state.threads[threadId ?? ""]?.cwd ?? "";

function CommandDetail({ ask, folder }: { readonly ask: CommandAsk; readonly folder: string }) {
  const { command, cwd, reason } = ask.request.params;
  return (
    <>
      <pre class="ask-command" tabIndex={0} role="region" aria-label="Command">
        {askCommand(ask)}
      </pre>
      {cwd && (
        <p class="dim ask-cwd" title={visible(cwd)}>
          in {cwd === folder ? "the workspace folder" : visible(cwd)}
        </p>
      )}
      {command && hidesCharacters(command) && (
        <p class="ask-warning">
          <Icon name="warning" /> It holds characters that do not show; they are written out above.
        </p>
      )}
      {reason && (
        <p class="ask-warning">
          <Icon name="warning" /> It may run outside the sandbox. Codex gives as its reason: “
          {visible(reason)}”
        </p>
      )}
    </>
  );
}

function Buttons({ ask }: { readonly ask: Ask }) {
  const { key } = ask;
  const offered = choices(ask);
  if (offered.length === 0)
    return (
      <div class="ask-buttons">
        <Button appearance="primary" onClick={() => void call("openForm", { key })}>
          Answer…
        </Button>
        <Button onClick={() => void call("decline", { key })}>Decline</Button>
      </div>
    );
  return (
    <div class="ask-buttons">
      {isFileAsk(ask) && <Button onClick={() => void call("review", { key })}>Review</Button>}
      {offered.map(choice => (
        <ChoiceButton key={choice.id} askKey={key} choice={choice} />
      ))}
    </div>
  );
}

function ChoiceButton({ askKey, choice }: { readonly askKey: string; readonly choice: Choice }) {
  const { id, kind, label, detail } = choice;
  const choose = () => void call("choose", { key: askKey, choice: id });
  return (
    <>
      <Button
        appearance={kind === "accept" ? "primary" : "secondary"}
        title={visible(detail) || label}
        onClick={choose}
      >
        {label}
      </Button>
      {kind === "wider" && detail !== "" && <span class="ask-grant">{visible(detail)}</span>}
    </>
  );
}
