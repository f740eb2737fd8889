import { say } from "../say.ts";
import { ItemText } from "./ItemText.tsx";
import type { ItemProps } from "./props.ts";

/** A message of the agent. Text of a broken stream is greyed out: the retry sends it again. */
export function AgentMessage({ item, phase, cuts }: ItemProps<"agentMessage">) {
  // A review of the server starts a message that stays empty.
  if (item.text === "" && !item.questions?.length) return null;
  return (
    <div
      role="group"
      class={item.phase === "commentary" ? "agent commentary" : "agent"}
      aria-label={say(phase === "superseded" ? "item.codexBefore" : "item.codex")}
    >
      <ItemText item={item} path="text" text={item.text} phase={phase} cuts={cuts} />
      {item.questions?.map(({ title, options }) => (
        <div key={title} class="async-question" dir="auto">
          <strong>{title}</strong>
          <ul>
            {options?.map(option => (
              <li key={option}>{option}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
