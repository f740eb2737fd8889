import { Fragment, type ComponentChild } from "preact";
import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Token, Tokens } from "marked";
import type { Cut } from "../../src/model/text/cut.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { pure } from "../ui/pure.ts";
import { createMarkdown, type Block, type Group, type Markdown as Parser } from "./blocks.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { directionOf } from "./direction.ts";
import { decodeEntities } from "./entities.ts";
import { drawInline, maxDepth } from "./inline.tsx";
import { Maths } from "./Maths.tsx";
import { createReferences, Definition, ReferencesContext, type References } from "./references.tsx";

export interface MarkdownProps {
  readonly text: string;
  readonly isStreaming: boolean;
  /** What is left out of the text, and what stands there instead. */
  readonly cut?: Cut | undefined;
  readonly gap?: () => ComponentChild;
}

/** Characters that are drawn in one frame: more would hold it up. */
const mostPerFrame = 8_000;

/**
 * A model's markdown as nodes, never as HTML: a tag is text, an image is a link, and a link asks the host. A long text is
 * drawn over several frames.
 */
export const Markdown = pure(({ text, isStreaming, cut, gap }: MarkdownProps) => {
  const parser = useRef<Parser | null>(null);
  const references = useRef<References | null>(null);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  parser.current ??= createMarkdown();
  references.current ??= createReferences();
  const isBehind = parser.current.update(text, mostPerFrame, cut);
  useEffect(() => {
    if (!isBehind) return;
    const frame = requestAnimationFrame(() => drawAgain(undefined));
    return () => cancelAnimationFrame(frame);
  });
  const { gap: gapKey } = parser.current;
  return (
    <ReferencesContext.Provider value={references.current}>
      <div class="markdown" aria-busy={isBehind}>
        {parser.current
          .groups(isStreaming || isBehind)
          .map(group => [
            group.key === gapKey && gap && <Fragment key="gap">{gap()}</Fragment>,
            <GroupView key={group.key} group={group} />,
          ])}
      </div>
    </ReferencesContext.Provider>
  );
});

/** Full groups are laid out and painted only where they are in sight, so a long text costs no more than a short one. */
const GroupView = pure(({ group }: { readonly group: Group }) => (
  <div class={group.isFull ? "markdown-group full" : "markdown-group"}>
    {group.blocks.map(block => (
      <BlockView key={block.key} block={block} />
    ))}
  </div>
));

const BlockView = pure(({ block }: { readonly block: Block }) =>
  block.kind === "code" ? (
    <CodeBlock
      language={block.language}
      text={block.text}
      isClosed={block.isClosed}
      isPart={block.isPart === true}
    />
  ) : (
    <>{block.tokens.map((token, at) => drawBlock(token, at, 0))}</>
  ),
);

function drawBlock(token: Token, key: number, depth: number): ComponentChild {
  if (depth > maxDepth) return <p key={key}>{token.raw}</p>;
  const inner = (tokens: readonly Token[] | undefined) =>
    (tokens ?? []).map((child, at) => drawBlock(child, at, depth + 1));
  switch (token.type) {
    case "paragraph":
      return (
        <p key={key} dir="auto">
          {drawInline(token.tokens, depth)}
        </p>
      );
    case "heading": {
      // The page's own headings are of level 2, so those of the text begin at level 3.
      const Heading = (["h3", "h4", "h5", "h6"] as const)[Math.min(token["depth"] - 1, 3)] ?? "h6";
      return (
        <Heading key={key} dir="auto">
          {drawInline(token.tokens, depth)}
        </Heading>
      );
    }
    case "code":
      return (
        <CodeBlock
          key={key}
          language={token["lang"]?.split(/\s/, 1)[0] ?? ""}
          text={token["text"]}
          isClosed
          isPart={false}
        />
      );
    case "blockquote":
      return (
        <blockquote key={key} dir={directionOf(token.raw)}>
          {inner(token.tokens)}
        </blockquote>
      );
    case "list":
      return drawList(token as Tokens.List, key, depth);
    case "table":
      return drawTable(token as Tokens.Table, key, depth);
    case "plain":
      return (
        <p key={key} class="plain" dir="auto">
          {token["text"]}
        </p>
      );
    case "html":
      return (
        <p key={key} class="plain" dir="auto">
          {token.raw.trimEnd()}
        </p>
      );
    case "hr":
      return <hr key={key} />;
    case "space":
      return null;
    case "def":
      return <Definition key={key} tag={token["tag"]} address={token["href"]} raw={token.raw} />;
    case "formula":
      return <Maths key={key} tex={token["tex"]} isDisplay source={token.raw} />;
    case "text":
      return token.tokens ? (
        <Fragment key={key}>{drawInline(token.tokens, depth)}</Fragment>
      ) : (
        <Fragment key={key}>{decodeEntities(token["text"])}</Fragment>
      );
    default:
      return <p key={key}>{token.raw}</p>;
  }
}

function drawList(
  { ordered, start, items, raw }: Tokens.List,
  key: number,
  depth: number,
): ComponentChild {
  const rows = items.map((item, at) => (
    <li key={at} class={item.task ? "task" : undefined}>
      {item.task && (
        <span role="img" aria-label={say(item.checked ? "step.completed" : "step.pending")}>
          <Icon name={item.checked ? "check" : "circle-outline"} />
        </span>
      )}
      {item.tokens
        .filter(({ type }) => type !== "checkbox")
        .map((child, index) => drawBlock(child, index, depth + 1))}
    </li>
  ));
  return ordered ? (
    <ol key={key} dir={directionOf(raw)} start={typeof start === "number" ? start : 1}>
      {rows}
    </ol>
  ) : (
    <ul key={key} dir={directionOf(raw)}>
      {rows}
    </ul>
  );
}

function drawTable(
  { header, rows, align, raw }: Tokens.Table,
  key: number,
  depth: number,
): ComponentChild {
  const className = (at: number) => (align[at] ? `align-${align[at]}` : undefined);
  return (
    <div key={key} class="table-scroll" tabIndex={0} role="group" aria-label={say("text.table")}>
      <table dir={directionOf(raw)}>
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={at} class={className(at)}>
                {drawInline(cell.tokens, depth)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (
                <td key={at} class={className(at)}>
                  {drawInline(cell.tokens, depth)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
