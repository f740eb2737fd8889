import { commands, Range, Uri } from "vscode";
import { isReallyWithin } from "../../engine/api.ts";
import { block } from "../../model/text/sinks.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { workspaceRoots } from "../settings.ts";

/** Opens a file. The person must confirm one that is outside the workspace, also where a symbolic link leads outside. */
export async function openFile(
  prompts: Pick<Prompts, "confirm">,
  path: string,
  line?: number,
): Promise<void> {
  const isInside = (
    await Promise.all(workspaceRoots().map(root => isReallyWithin(path, root)))
  ).includes(true);
  const mayOpen =
    isInside ||
    (await prompts.confirm(say.plain("open.outside"), block(path), say.plain("open.do")));
  if (!mayOpen) return;
  const at = Math.max(0, (line ?? 1) - 1);
  await commands.executeCommand("vscode.open", Uri.file(path), {
    preview: true,
    ...(line === undefined ? {} : { selection: new Range(at, 0, at, 0) }),
  });
}
