import { duration } from "../../src/model/text/duration.ts";
import { visible } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { Row } from "../ui/Row.tsx";
import { openWhole } from "./LeftOut.tsx";
import type { ItemOf, ItemProps } from "./props.ts";
import { imagesIn } from "./steps.ts";

const longestShown = 20_000;

/** A call of a tool of an MCP server: a row, or a card where it runs, failed, or gave back a picture. */
export function McpItem({ item, phase, isAsked }: ItemProps<"mcpToolCall">) {
  const isBad = item.status === "failed";
  const runs = phase === "open";
  const title = (
    <>
      {visible(item.server)} · <code class="plain mono">{visible(item.tool)}</code>
    </>
  );
  const facts = {
    icon: isBad ? "error" : isAsked ? "bell-dot" : "mcp",
    tone: isBad ? "bad" : isAsked ? "needs" : runs ? "busy" : "plain",
    title,
    aside: item.durationMs ? duration(item.durationMs) : undefined,
    label: say("item.mcpTool", { server: item.server, tool: item.tool }),
  } as const;
  if (isAsked) return <Row {...facts} />;
  const images = imagesIn(item);
  return isBad || runs || images.length > 0 ? (
    <Card {...facts} initiallyOpen={!runs}>
      <McpBody item={item} images={images} />
    </Card>
  ) : (
    <Row {...facts}>
      <McpBody item={item} images={images} />
    </Row>
  );
}

interface McpBodyProps {
  readonly item: ItemOf<"mcpToolCall">;
  readonly images: readonly string[];
}

/** What the tool was given and what it gave back. */
function McpBody({ item, images }: McpBodyProps) {
  const given = argumentsOf(item.arguments);
  const result = textOf(item);
  return (
    <>
      {item.error && <p dir="auto">{visible(item.error.message)}</p>}
      {given.length > 0 && (
        <>
          <span class="label">{say("ask.arguments")}</span>
          <dl class="args">
            {given.map(([name, value]) => (
              <div key={name}>
                <dt>{visible(name)}</dt>
                <dd>{visible(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {images.map((source, at) => (
        <img
          key={at}
          class="picture"
          src={source}
          alt={say("item.pictureOf", { tool: item.tool })}
        />
      ))}
      {result !== "" && (
        <>
          <span class="label">{say("item.toolResult")}</span>
          <pre class="output result" tabIndex={0} role="group" aria-label={say("item.toolResult")}>
            {result.slice(0, longestShown)}
          </pre>
          <button type="button" class="link target" onClick={() => openWhole(item, item.tool)}>
            {say("item.openInEditor")}
          </button>
        </>
      )}
    </>
  );
}

/** The members of an object as names and values; anything else has no names. */
const argumentsOf = (given: unknown): readonly (readonly [string, string])[] =>
  typeof given === "object" && given !== null
    ? Object.entries(given).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ])
    : [];

/** What the tool gave back as text; what is no text as it came. Pictures are drawn instead. */
const textOf = ({ result }: ItemOf<"mcpToolCall">): string =>
  (result?.content ?? [])
    .flatMap(part => {
      if (typeof part !== "object" || part === null || Array.isArray(part))
        return [JSON.stringify(part)];
      if (part["type"] === "image") return [];
      return [typeof part["text"] === "string" ? part["text"] : JSON.stringify(part, null, 2)];
    })
    .join("\n");
