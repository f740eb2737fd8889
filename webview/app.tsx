import { brokenConfig } from "../src/model/select/config.ts";
import { AskPanel } from "./asks/AskPanel.tsx";
import { Composer } from "./composer/Composer.tsx";
import { conversation, thread, view } from "./state.ts";
import { Announcer } from "./thread/Announcer.tsx";
import { ConnectionLine } from "./thread/ConnectionLine.tsx";
import { GoalLine } from "./thread/GoalLine.tsx";
import { HeldLine } from "./thread/HeldLine.tsx";
import { HeldMessages } from "./thread/HeldMessages.tsx";
import { Notices } from "./thread/Notices.tsx";
import { PolicyLine } from "./thread/PolicyLine.tsx";
import { ThreadView } from "./thread/ThreadView.tsx";
import { Welcome } from "./thread/Welcome.tsx";

/** The chat: what was said, what waits, and where to type. */
export function App() {
  const shown = thread.value;
  const isEmpty = !shown || shown.turns.length === 0;
  const isKnown = view.value !== null;
  const { notices } = conversation.value;
  // The empty chat is about nothing else then.
  const broken = brokenConfig(conversation.value);
  return (
    <div class="app">
      <GoalLine thread={shown} />
      {isKnown && isEmpty ? (
        <Welcome state={conversation.value} view={view.value} />
      ) : (
        <ThreadView thread={shown} />
      )}
      <Notices notices={notices.filter(notice => !isEmpty || notice !== broken)} />
      {!isEmpty && <ConnectionLine state={conversation.value} />}
      <PolicyLine thread={shown} />
      <HeldLine thread={shown} />
      <AskPanel state={conversation.value} threadId={view.value?.threadId ?? null} />
      <HeldMessages thread={shown} />
      <Composer />
      <Announcer />
    </div>
  );
}
