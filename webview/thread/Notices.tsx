import { noticeId } from "../../src/model/reduce/notice.ts";
import { said } from "../../src/model/text/say.ts";
import { baseName } from "../../src/model/text/format.ts";
import { useState } from "preact/hooks";
import type { Notice } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { Icon, IconButton } from "../ui/Icon.tsx";

/** Warnings of the server that belong to no turn, until the person dismisses them. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  return (
    <section class="notices" aria-label={say("notices.label")}>
      {notices.map(notice => (
        <NoticeRow key={noticeId(notice)} notice={notice} />
      ))}
    </section>
  );
}

/** A text of more characters begins folded to two lines. */
const shortLength = 80;

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const { level, what, place } = notice;
  const text = said(what);
  const id = noticeId(notice);
  const [isOpen, setOpen] = useState(text.length <= shortLength);
  return (
    <div class={`notice notice-${level}`} role="status">
      <Icon name={level} />
      <span class={isOpen ? "notice-text" : "notice-text folded"} dir="auto">
        {text}
      </span>
      <IconButton
        name="close"
        label={say("notices.dismiss")}
        onClick={() => void call("dismissNotice", { id })}
      />
      {text.length > shortLength && (
        <button
          type="button"
          class="link notice-more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {say(isOpen ? "notices.less" : "notices.more")}
        </button>
      )}
      {place && (
        <Button onClick={() => void call("openNotice", { id })}>
          {say("notices.open", { file: baseName(place.path) })}
        </Button>
      )}
    </div>
  );
}
