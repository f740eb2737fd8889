import { useState } from "preact/hooks";
import { adviseOn, errorText } from "../../src/model/text/turnError.ts";
import type { TurnError } from "../../src/protocol/types.gen.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { thread, turnRuns } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Why a turn failed and what to do about it. */
export function ErrorCard({ error, input }: { readonly error: TurnError; readonly input: string }) {
  const [wasRetried, setRetried] = useState(false);
  const { title, advice, action } = adviseOn(error);
  const isLimit = error.codexErrorInfo === "usageLimitExceeded";
  const retry = () => {
    const threadId = thread.value?.id;
    if (!threadId || wasRetried) return;
    setRetried(true);
    call("send", { threadId, text: input }).catch(() => setRetried(false));
  };
  return (
    <div
      class={isLimit ? "card card-needs" : "card card-bad"}
      role="group"
      aria-label={say("turn.error", { title })}
    >
      <div class="card-head">
        <Icon name={isLimit ? "warning" : "error"} class={isLimit ? "tone-needs" : "tone-bad"} />
        <span class="card-title">{title}</span>
      </div>
      <div class="card-body">
        <p dir="auto">{errorText(error)}</p>
        {advice && <p class="dim">{advice}</p>}
        {action === "retry" && input !== "" && (
          <Button onClick={retry} disabled={wasRetried || turnRuns.value}>
            {say("do.tryAgain")}
          </Button>
        )}
        {action === "newThread" && (
          <Button onClick={() => void call("act", { action: "newThread" })}>
            {say("thread.new")}
          </Button>
        )}
        {action === "signIn" && (
          <Button onClick={() => void call("act", { action: "signIn" })}>{say("do.signIn")}</Button>
        )}
      </div>
    </div>
  );
}
