import { Fragment, type RefObject } from "preact";
import type { ToolApproval } from "../../src/model/select/toolApproval.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { say, sayWith } from "../say.ts";

/** The MCP tool that would be called, with its arguments. */
export function ToolDetail({
  tool,
  end,
}: {
  readonly tool: ToolApproval;
  /** For the mark at the end of the arguments. */
  readonly end: RefObject<HTMLSpanElement | null>;
}) {
  return (
    <>
      <p class="ask-tool">
        {sayWith("ask.toolOf", {
          tool: <strong>{visible(tool.tool)}</strong>,
          server: visible(tool.server),
        })}
      </p>
      {tool.description && <p class="dim ask-note">{visibleProse(tool.description)}</p>}
      {tool.arguments.length > 0 && (
        <dl class="ask-arguments" tabIndex={0} aria-label={say("ask.arguments")}>
          {tool.arguments.map(([name, value]) => (
            <Fragment key={name}>
              <dt>{visible(name)}</dt>
              <dd>{visible(value)}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      <span class="ask-end" ref={end} />
    </>
  );
}
