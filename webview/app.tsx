import { Composer } from "./composer/Composer.tsx";
import { conversation, thread, view } from "./state.ts";
import { Announcer } from "./thread/Announcer.tsx";
import { Boundary } from "./ui/Boundary.tsx";
import { PageHeading } from "./thread/Head.tsx";
import { drawLines } from "./thread/line.ts";
import { chatLines, type ChatPage } from "./thread/lines.ts";
import { ThreadView } from "./thread/ThreadView.tsx";
import { Welcome } from "./thread/Welcome.tsx";

/** The chat: what was said, what waits, and where to type. */
export function App() {
  const shown = thread.value;
  const page: ChatPage = {
    state: conversation.value,
    thread: shown,
    threadId: view.value?.threadId ?? null,
    isEmpty: !shown || shown.turns.length === 0,
  };
  return (
    <div class="app">
      {drawLines(chatLines, "head", page)}
      <main class="page">
        {page.isEmpty && <PageHeading />}
        {page.isEmpty && view.value !== null ? (
          <Welcome state={page.state} view={view.value} />
        ) : (
          <ThreadView thread={shown} />
        )}
        <div class="dock">
          {drawLines(chatLines, "foot", page)}
          <Composer />
        </div>
      </main>
      <Boundary broken={null}>
        <Announcer />
      </Boundary>
    </div>
  );
}
