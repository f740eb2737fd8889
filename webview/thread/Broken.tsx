import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** The page that replaces a chat that could not be drawn: it says that nothing is lost, and what helps. */
export function Broken() {
  return (
    <section class="blank" role="alert">
      <div class="blank-inner">
        <Icon name="error" class="blank-icon" />
        <h2>{say("broken.title")}</h2>
        <p>{say("chat.nothingLost")}</p>
        <Button appearance="primary" onClick={() => void call("act", { action: "reloadChat" })}>
          {say("broken.reload")}
        </Button>
        <Button appearance="secondary" onClick={() => void call("act", { action: "showLog" })}>
          {say("showLog")}
        </Button>
      </div>
    </section>
  );
}
