import { Uri, workspace, type Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";

const scheme = "folio-checkpoint";

/** A kept content as a read-only document; both sides of a diff carry the file's path. Null is an empty file. */
export const checkpointUri = (path: string, hash: string | null): Uri =>
  Uri.file(path).with({ scheme, query: hash ?? "" });

/** Serves kept contents to VS Code's diff editors. */
export const serveCheckpoints = (engine: Engine): Disposable =>
  workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ query }) {
      if (query === "") return "";
      const content = await engine.checkpoints.content(query);
      if (content === null) return "(This content is not kept any more.)\n";
      return content.subarray(0, 8192).includes(0)
        ? `(${content.length} bytes that are not text)\n`
        : new TextDecoder().decode(content);
    },
  });
