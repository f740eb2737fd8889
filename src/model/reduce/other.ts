import { addNotice } from "./notice.ts";
import { ignored, type Rows } from "./table.ts";

/** Nouns without a face yet. The realtime rows are voice, which Folio opts out of. */
export const otherRows = {
  "mcpServer/startupStatus/updated": (state, { threadId, name, status, error }) =>
    status === "failed"
      ? addNotice(state, threadId, {
          level: "warning",
          text: `MCP server ${name} did not start: ${error ?? "no reason given"}`,
          isOfServer: true,
        })
      : state,
  "mcpServer/oauthLogin/completed": ignored,
  "mcpServer/event/stream/notification": ignored,
  "skills/changed": ignored,
  "project/changed": ignored,
  "command/exec/outputDelta": ignored,
  "process/outputDelta": ignored,
  "process/exited": ignored,
  "app/list/updated": ignored,
  "remoteControl/status/changed": ignored,
  "externalAgentConfig/import/progress": ignored,
  "externalAgentConfig/import/completed": ignored,
  "fs/changed": ignored,
  "fuzzyFileSearch/sessionUpdated": ignored,
  "fuzzyFileSearch/sessionCompleted": ignored,
  "thread/realtime/started": ignored,
  "thread/realtime/itemAdded": ignored,
  "thread/realtime/item/started": ignored,
  "thread/realtime/item/transcript/delta": ignored,
  "thread/realtime/item/completed": ignored,
  "thread/realtime/transcript/delta": ignored,
  "thread/realtime/transcript/done": ignored,
  "thread/realtime/outputAudio/delta": ignored,
  "thread/realtime/sdp": ignored,
  "thread/realtime/error": ignored,
  "thread/realtime/closed": ignored,
} satisfies Rows;
