import { noticeId } from "../../src/model/reduce/notice.ts";
import { said } from "../../src/model/text/say.ts";
import type { Notice } from "../../src/model/state.ts";
import { Icon } from "../ui/Icon.tsx";

/** Warnings of the server that belong to one turn. */
export const TurnNotices = ({ notices }: { readonly notices: readonly Notice[] }) => (
  <>
    {notices.map(notice => (
      <p key={noticeId(notice)} class={`notice notice-${notice.level}`}>
        <Icon name={notice.level} /> {said(notice.what)}
      </p>
    ))}
  </>
);
