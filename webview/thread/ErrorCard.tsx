import { adviseOn, errorText, type ErrorWay } from "../../src/model/text/turnError.ts";
import type { TurnError } from "../../src/protocol/types.gen.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Linked } from "../ui/Linked.tsx";
import { useSayAgain } from "./useSayAgain.ts";

export interface ErrorCardProps {
  readonly error: TurnError;
  readonly input: string;
}

/** Why a turn failed, and what helps, the best first. */
export function ErrorCard({ error, input }: ErrorCardProps) {
  const again = useSayAgain();
  const { title, advice, ways, isLimit } = adviseOn(error);
  const text = errorText(error);
  const does: Readonly<Record<ErrorWay, readonly [label: string, does: () => void]>> = {
    retry: [say("do.tryAgain"), () => again.say(input)],
    newThread: [say("thread.new"), () => void call("act", { action: "newThread" })],
    signIn: [say("do.signIn"), () => void call("act", { action: "signIn" })],
    usage: [say("do.showUsage"), () => void call("act", { action: "showUsage" })],
    log: [say("showLog"), () => void call("act", { action: "showLog" })],
    copy: [say("do.copyDetails"), () => void call("copy", { text: error.message })],
  };
  return (
    <div
      class={isLimit ? "card card-needs" : "card card-bad"}
      role="group"
      aria-label={say("turn.error", { title })}
    >
      <div class="card-head">
        <Icon name={isLimit ? "dashboard" : "error"} class={isLimit ? "tone-needs" : "tone-bad"} />
        <span class="card-title">{title}</span>
      </div>
      <div class="card-body">
        {advice && <p>{advice}</p>}
        {text && (
          <p class="dim">
            <Linked text={text} />
          </p>
        )}
        <div class="card-ways">
          {ways
            .filter(way => way !== "retry" || input !== "")
            .map((way, at) => (
              <Button
                key={way}
                appearance={at === 0 ? "primary" : "secondary"}
                isInactive={way === "retry" && !again.canSay}
                onClick={does[way][1]}
              >
                {does[way][0]}
              </Button>
            ))}
        </div>
      </div>
    </div>
  );
}
