import { Uri, workspace, type Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";
import { say } from "../say.ts";

const scheme = "folio-checkpoint";

/** The address of a stored content as a read-only document, with the file's own path. Null stands for an empty file. */
export const checkpointUri = (path: string, hash: string | null): Uri =>
  Uri.file(path).with({ scheme, query: hash ?? "" });

/** Serves stored contents to VS Code's diff editors. */
export const serveCheckpoints = (engine: Pick<Engine, "checkpoints">): Disposable =>
  workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ query }) {
      if (query === "") return "";
      const content = await engine.checkpoints.content(query);
      if (content === null) return `${say.text("restore.document.gone")}\n`;
      if (content.kind === "link")
        return `${say.text("restore.document.link", { target: content.target })}\n`;
      const { bytes } = content;
      return bytes.subarray(0, 8192).includes(0)
        ? `${say.text("restore.document.bytes", { count: bytes.length })}\n`
        : new TextDecoder().decode(bytes);
    },
  });
