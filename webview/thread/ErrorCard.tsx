import { useState } from "preact/hooks";
import { adviseOn, errorText } from "../../src/model/text/turnError.ts";
import type { TurnError } from "../../src/protocol/types.gen.ts";
import { call } from "../link.ts";
import { thread, turnRuns } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Why a turn failed and what to do about it. */
export function ErrorCard({ error, input }: { readonly error: TurnError; readonly input: string }) {
  const [wasRetried, setRetried] = useState(false);
  const { title, advice, action } = adviseOn(error);
  const retry = () => {
    const threadId = thread.value?.id;
    if (!threadId || wasRetried) return;
    setRetried(true);
    call("send", { threadId, text: input }).catch(() => setRetried(false));
  };
  return (
    <section class="card card-error" role="group" aria-label={`Error: ${title}`}>
      <div class="card-head">
        <Icon name="error" class="tone-error" />
        <span class="card-title">{title}</span>
      </div>
      <div class="card-body">
        <p>{errorText(error)}</p>
        {advice && <p class="dim">{advice}</p>}
        {action === "retry" && input !== "" && (
          <Button onClick={retry} disabled={wasRetried || turnRuns.value}>
            Try Again
          </Button>
        )}
        {action === "newThread" && (
          <Button onClick={() => void call("act", { action: "newThread" })}>New Thread</Button>
        )}
        {action === "signIn" && (
          <Button onClick={() => void call("act", { action: "signIn" })}>Sign In</Button>
        )}
      </div>
    </section>
  );
}
