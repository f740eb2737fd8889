import { baseName, duration } from "../../src/model/text/format.ts";
import type { IconName } from "../ui/icons.ts";
import type { ItemOf } from "./props.ts";
import type { DynamicToolCallOutputContentItem } from "../../src/protocol/types.gen.ts";

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
  | "mcpToolCall"
  | "dynamicToolCall"
  | "collabAgentToolCall"
  | "subAgentActivity"
  | "webSearch"
  | "imageView"
  | "imageGeneration"
  | "sleep"
  | "enteredReviewMode"
  | "exitedReviewMode"
  | "contextCompaction";

/** Title, facts and text of an item. */
export function faceOf(item: ItemOf<PlainType>): Face {
  switch (item.type) {
    case "mcpToolCall":
      return mcpFace(item);
    case "dynamicToolCall":
      return dynamicFace(item);
    case "collabAgentToolCall":
      return {
        icon: "organization",
        title: `Sub-agent: ${item.tool}`,
        aside: item.status,
        ...(item.prompt ? { text: item.prompt } : {}),
      };
    case "subAgentActivity":
      return { icon: "organization", title: `Sub-agent ${baseName(item.agentPath)} ${item.kind}` };
    case "webSearch":
      return { icon: "search", title: `Web search: ${item.query}` };
    case "imageView":
      return { icon: "file-media", title: `Looked at ${baseName(item.path)}` };
    case "imageGeneration":
      return { icon: "file-media", title: "Generated an image", aside: item.status };
    case "sleep":
      return { icon: "watch", title: `Waits ${duration(item.durationMs)}` };
    case "enteredReviewMode":
      return { icon: "eye", title: `Review: ${item.review}` };
    case "exitedReviewMode":
      return { icon: "eye", title: "Review finished", text: item.review };
    case "contextCompaction":
      return { icon: "fold", title: "The conversation was compacted" };
    case "hookPrompt":
      return {
        icon: "debug-continue",
        title: "A hook asked Codex to go on",
        text: item.fragments.map(({ text }) => text).join("\n"),
      };
    case "functionCallOutput":
      return {
        icon: "tools",
        title: `Result of ${item.name}`,
        text: JSON.stringify(item.output, null, 2),
      };
  }
}

const mcpFace = (item: ItemOf<"mcpToolCall">): Face => ({
  icon: "plug",
  title: `${item.server}: ${item.tool}`,
  aside: item.status === "inProgress" ? "" : item.status,
  isBad: item.status === "failed",
  text: paragraphs([
    JSON.stringify(item.arguments, null, 2),
    item.error?.message,
    item.result && JSON.stringify(item.result.content, null, 2),
  ]),
});

const dynamicFace = (item: ItemOf<"dynamicToolCall">): Face => ({
  icon: "tools",
  title: `Tool ${item.tool}`,
  aside: item.status,
  isBad: item.success === false,
  text: paragraphs([
    JSON.stringify(item.arguments, null, 2),
    ...(item.contentItems ?? []).map(contentText),
  ]),
});

const paragraphs = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join("\n\n");

const contentText = (part: DynamicToolCallOutputContentItem): string =>
  part.type === "inputText" ? part.text : JSON.stringify(part);
