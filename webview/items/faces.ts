import { wholeText } from "../../src/model/select/wholeText.ts";
import { duration } from "../../src/model/text/duration.ts";
import { baseName } from "../../src/model/text/format.ts";
import { say, sayKnown } from "../say.ts";
import type { IconName } from "../ui/icons.ts";
import type { ItemOf } from "./props.ts";

/** How an item without a face of its own is drawn. */
export interface Face {
  readonly icon: IconName;
  readonly title: string;
  readonly aside?: string;
  readonly isBad?: boolean;
  /** Shown as it is, folded away. */
  readonly text?: string;
}

/** The kinds without a component of their own. */
export type PlainType =
  | "hookPrompt"
  | "functionCallOutput"
  | "dynamicToolCall"
  | "collabAgentToolCall"
  | "subAgentActivity"
  | "webSearch"
  | "imageView"
  | "sleep"
  | "enteredReviewMode"
  | "contextCompaction";

/** Title, facts and text of an item. */
export function faceOf(item: ItemOf<PlainType>): Face {
  switch (item.type) {
    case "dynamicToolCall":
      return dynamicFace(item);
    case "collabAgentToolCall":
      return {
        icon: "organization",
        title: say("item.subAgent", { does: sayKnown(`agent.${item.tool}`, item.tool) }),
        aside: statusText(item.status),
        ...(item.prompt ? { text: wholeText(item) } : {}),
      };
    case "subAgentActivity":
      return { icon: "organization", title: activityTitle(item) };
    case "webSearch":
      return { icon: "globe", title: say("item.webSearch", { query: item.query }) };
    case "imageView":
      return { icon: "file-media", title: say("item.lookedAt", { file: baseName(item.path) }) };
    case "sleep":
      return {
        icon: "clockface",
        title: say("item.waits", { duration: duration(item.durationMs) }),
      };
    case "enteredReviewMode":
      return { icon: "eye", title: say("item.review", { what: item.review }) };
    case "contextCompaction":
      return { icon: "fold", title: say("item.compacted") };
    case "hookPrompt":
      return {
        icon: "debug-continue",
        title: say("item.hook"),
        text: wholeText(item),
      };
    case "functionCallOutput":
      return {
        icon: "tools",
        title: say("item.result", { tool: item.name }),
        text: wholeText(item),
      };
  }
}

function activityTitle({ kind, agentPath }: ItemOf<"subAgentActivity">): string {
  const name = baseName(agentPath);
  switch (kind) {
    case "started":
    case "interacted":
    case "interrupted":
    case "completed":
      return say(`agent.${kind}`, { name });
    default:
      return say("agent.other", { name, kind });
  }
}

const statusText = (status: string): string => sayKnown(`status.${status}`, status);

const dynamicFace = (item: ItemOf<"dynamicToolCall">): Face => ({
  icon: "tools",
  title: say("item.tool", { tool: item.tool }),
  aside: item.durationMs ? duration(item.durationMs) : statusText(item.status),
  isBad: item.success === false,
  text: wholeText(item),
});
