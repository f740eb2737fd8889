import type { Notice } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon, IconButton } from "../ui/Icon.tsx";

/** What was said that belongs to no turn, above the composer, until the person has read it. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <section class="notices" aria-label="Notices">
      {notices.map(({ level, text, place }) => (
        <div key={text} class={`notice notice-${level}`} role="status">
          <Icon name={level} />
          <span class="notice-text" title={text}>
            {text}
          </span>
          <IconButton
            name="close"
            label="Dismiss"
            onClick={() => void call("dismissNotice", { text })}
          />
          {place && (
            <Button onClick={() => void call("openNotice", { text })}>
              {`Open ${place.path.split(/[/\\]/).at(-1) ?? "File"}`}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
