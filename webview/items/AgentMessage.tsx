import { Markdown } from "../markdown/Markdown.tsx";
import type { ItemProps } from "./props.ts";

/** What the agent says. Text that a broken stream left behind is greyed out: the retry says it anew. */
export function AgentMessage({ item, phase }: ItemProps<"agentMessage">) {
  // A review announces a message that never comes (PROTOCOL fact 13).
  if (item.text === "" && !item.questions?.length) return null;
  return (
    <section
      class={item.phase === "commentary" ? "agent commentary" : "agent"}
      aria-label={phase === "superseded" ? "Codex, before reconnecting" : "Codex"}
    >
      <Markdown text={item.text} isStreaming={phase === "open"} />
      {item.questions?.map(({ title, options }) => (
        <div key={title} class="async-question">
          <strong>{title}</strong>
          <ul>
            {options?.map(option => (
              <li key={option}>{option}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
