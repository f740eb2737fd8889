import type { DynamicToolCallOutputContentItem, ThreadItem } from "../../protocol/types.gen.ts";

/** All that an item says, as one text: what is opened and copied where the chat draws only a part of it. */
export function wholeText(item: ThreadItem): string {
  switch (item.type) {
    case "agentMessage":
    case "plan":
      return item.text;
    case "reasoning":
      return paragraphs([...item.summary, ...item.content]);
    case "userMessage":
      return item.content.map(part => (part.type === "text" ? part.text : "")).join("\n");
    case "commandExecution":
      return item.aggregatedOutput ?? "";
    case "mcpToolCall":
      return paragraphs([
        JSON.stringify(item.arguments, null, 2),
        item.error?.message,
        item.result && JSON.stringify(item.result.content, null, 2),
      ]);
    case "dynamicToolCall":
      return paragraphs([
        JSON.stringify(item.arguments, null, 2),
        ...(item.contentItems ?? []).map(contentText),
      ]);
    case "collabAgentToolCall":
      return item.prompt ?? "";
    case "exitedReviewMode":
      return item.review;
    case "hookPrompt":
      return item.fragments.map(({ text }) => text).join("\n");
    case "functionCallOutput":
      return JSON.stringify(item.output, null, 2);
    default:
      return JSON.stringify(item, null, 2);
  }
}

const paragraphs = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join("\n\n");

const contentText = (part: DynamicToolCallOutputContentItem): string =>
  part.type === "inputText" ? part.text : JSON.stringify(part);
