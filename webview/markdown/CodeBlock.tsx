import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../link.ts";
import type { HighlightNode } from "../highlight/nodes.ts";
import { endsLine } from "../highlight/parts.ts";
import { useHighlight } from "../highlight/useHighlight.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { pure } from "../ui/pure.ts";

export interface CodeBlockProps {
  readonly language: string;
  readonly text: string;
  /** The code of an open fence still grows: it is coloured once the fence is closed. */
  readonly isClosed: boolean;
  /** The rest of it is left out: what is here is not the code that a person would want to copy. */
  readonly isPart: boolean;
}

const linesPerChunk = 50;

/** Code with a copy button. Long code is laid out in chunks, so that a new line costs one chunk. */
export const CodeBlock = pure(({ language, text, isClosed, isPart }: CodeBlockProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const parts = useHighlight(frame, language, text, isClosed);
  return (
    <div class="code" ref={frame}>
      <div class="code-bar">
        <span>{language || say("code.text")}</span>
        {!isPart && <CopyButton label={say("code.copy")} copy={() => call("copy", { text })} />}
      </div>
      <pre
        tabIndex={0}
        role="group"
        dir="ltr"
        aria-label={language ? say("code.blockIn", { language }) : say("code.block")}
      >
        <code>
          {parts.map(({ nodes, start }) => (
            <ColouredChunk key={`part ${start}`} nodes={nodes} />
          ))}
          {chunksOf(text, parts.at(-1)?.end ?? 0).map(({ key, chunk }) => (
            <Chunk key={key} text={chunk} />
          ))}
        </code>
      </pre>
    </div>
  );
});

const Chunk = pure(({ text }: { readonly text: string }) => <div class="code-chunk">{text}</div>);

const ColouredChunk = pure(({ nodes }: { readonly nodes: readonly HighlightNode[] }) => (
  <div class="code-chunk">{nodes.map(drawNode)}</div>
));

export interface CopyButtonProps {
  readonly label: string;
  /** Resolves when the text is in the clipboard. */
  copy(): Promise<unknown>;
}

export function CopyButton({ label, copy }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [isDone]);
  const name = isDone ? say("code.copied") : label;
  const onClick = () => void copy().then(() => setDone(true));
  return (
    <button type="button" class="icon-button" aria-label={name} title={name} onClick={onClick}>
      <Icon name={isDone ? "check" : "copy"} />
    </button>
  );
}

const drawNode = (node: HighlightNode, key: number): preact.ComponentChild =>
  typeof node === "string" ? (
    node
  ) : (
    <span key={key} class={node.className}>
      {node.children.map(drawNode)}
    </span>
  );

/** Groups of lines from a place on; all but the first and the last stay the same while text is appended or coloured. */
function chunksOf(
  text: string,
  from: number,
): readonly { readonly key: number; readonly chunk: string }[] {
  const chunks: { key: number; chunk: string }[] = [];
  let start = 0;
  let lines = 0;
  const put = (end: number, next: number) => {
    if (next > from) chunks.push({ key: start, chunk: text.slice(Math.max(start, from), end) });
    start = next;
    lines = 0;
  };
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    if (++lines >= linesPerChunk && endsLine(text, end + 1)) put(end, end + 1);
  if (from < text.length || text === "") put(text.length, text.length + 1);
  return chunks;
}
