import { useEffect, useState } from "preact/hooks";
import { call } from "../link.ts";
import { highlight } from "../highlight/load.ts";
import type { HighlightNode } from "../highlight/nodes.ts";
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

const maxHighlighted = 50_000;
const linesPerChunk = 50;

/** Code with a copy button. Long code is laid out in chunks, so that a new line costs one chunk. */
export const CodeBlock = pure(({ language, text, isClosed, isPart }: CodeBlockProps) => {
  const nodes = useHighlight(language, text, isClosed);
  return (
    <div class="code">
      <div class="code-bar">
        <span>{language || say("code.text")}</span>
        {!isPart && <CopyButton label={say("code.copy")} copy={() => call("copy", { text })} />}
      </div>
      <pre
        tabIndex={0}
        role="region"
        dir="ltr"
        aria-label={language ? say("code.blockIn", { language }) : say("code.block")}
      >
        <code>
          {nodes
            ? nodes.map(drawNode)
            : chunksOf(text).map((chunk, at) => <Chunk key={at} text={chunk} />)}
        </code>
      </pre>
    </div>
  );
});

const Chunk = pure(({ text }: { readonly text: string }) => <div class="code-chunk">{text}</div>);

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

function useHighlight(
  language: string,
  text: string,
  isClosed: boolean,
): readonly HighlightNode[] | null {
  const [nodes, setNodes] = useState<readonly HighlightNode[] | null>(null);
  useEffect(() => {
    if (!isClosed || language === "" || text.length > maxHighlighted) return;
    const gone = new AbortController();
    const id = requestIdleCallback(() => {
      void highlight(text, language, gone.signal).then(found => {
        if (!gone.signal.aborted) setNodes(found);
      });
    });
    return () => {
      gone.abort();
      cancelIdleCallback(id);
    };
  }, [language, text, isClosed]);
  return nodes;
}

const drawNode = (node: HighlightNode, key: number): preact.ComponentChild =>
  typeof node === "string" ? (
    node
  ) : (
    <span key={key} class={node.className}>
      {node.children.map(drawNode)}
    </span>
  );

/** Groups of lines; all but the last stay the same string while text is appended. */
function chunksOf(text: string): readonly string[] {
  const chunks: string[] = [];
  let start = 0;
  let lines = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    if (++lines < linesPerChunk) continue;
    chunks.push(text.slice(start, end));
    start = end + 1;
    lines = 0;
  }
  return [...chunks, text.slice(start)];
}
