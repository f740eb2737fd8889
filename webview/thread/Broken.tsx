import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** The page that replaces a chat that could not be drawn: it says that nothing is lost, and what helps. */
export function Broken() {
  return (
    <section class="welcome" role="alert">
      <Icon name="error" class="welcome-icon" />
      <h2>The chat could not be drawn</h2>
      <p>Codex goes on, and nothing is lost: what waits for you is in the view Waiting for You.</p>
      <Button appearance="primary" onClick={() => void call("act", { action: "reloadChat" })}>
        Reload the Chat
      </Button>
      <Button appearance="secondary" onClick={() => void call("act", { action: "showLog" })}>
        Show Log
      </Button>
    </section>
  );
}
