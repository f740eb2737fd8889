import { useLayoutEffect, useRef } from "preact/hooks";
import type { CommandAsk } from "../../src/model/select/thread.ts";
import { askCommand } from "../../src/model/text/askTitle.ts";
import { hidesCharacters, visible } from "../../src/model/text/visible.ts";
import { Icon } from "../ui/Icon.tsx";

export interface CommandDetailProps {
  readonly ask: CommandAsk;
  readonly folder: string;
  /** Called when all of the command was in view. */
  readonly onRead: () => void;
}

/** The command as the server will run it, and what is unusual about it. */
export function CommandDetail({ ask, folder, onRead }: CommandDetailProps) {
  const { command, cwd, reason, additionalPermissions, environmentId } = ask.request.params;
  const box = useRef<HTMLPreElement>(null);
  const look = () => {
    const element = box.current;
    if (element && element.scrollTop + element.clientHeight >= element.scrollHeight - 2) onRead();
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // Its height is known only once the panel is laid out, and changes with the side bar's width.
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [command]);
  const isEmpty = askCommand(ask) === "";
  return (
    <>
      {!isEmpty && (
        <pre
          class="ask-command"
          tabIndex={0}
          role="region"
          aria-label="Command"
          ref={box}
          onScroll={look}
        >
          {askCommand(ask)}
        </pre>
      )}
      {isEmpty && <span ref={() => onRead()} />}
      {cwd && (
        <p class="dim ask-cwd" title={visible(cwd)}>
          in {cwd === folder ? "the workspace folder" : visible(cwd)}
          {environmentId !== null && environmentId !== "local" && ` on ${visible(environmentId)}`}
        </p>
      )}
      {command && hidesCharacters(command) && (
        <Warning>It holds characters that do not show; they are written out above.</Warning>
      )}
      {additionalPermissions && (
        <Warning>It asks for more: {visible(JSON.stringify(additionalPermissions))}</Warning>
      )}
      {reason && (
        <Warning>
          It may run outside the sandbox. Codex gives as its reason: “{visible(reason)}”
        </Warning>
      )}
    </>
  );
}

const Warning = ({ children }: { readonly children: preact.ComponentChildren }) => (
  <p class="ask-warning">
    <Icon name="warning" /> {children}
  </p>
);
