import type { Notice } from "../../src/model/state.ts";
import { Icon } from "../ui/Icon.tsx";

/** Warnings of the server that belong to one turn. */
export const TurnNotices = ({ notices }: { readonly notices: readonly Notice[] }) => (
  <>
    {notices.map(({ level, text }) => (
      <p key={text} class={`notice notice-${level}`}>
        <Icon name={level} /> {text}
      </p>
    ))}
  </>
);
