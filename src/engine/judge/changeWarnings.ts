import { isCode } from "../../policy/code.ts";
import { isWithin } from "../../policy/paths.ts";
import { workspacePath } from "../places.ts";
import { isReallyWithin, realPathOf } from "./world.ts";

export interface WarningsQuery {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly roots: readonly string[];
  conflict(path: string): string | null;
}

/** What is unusual about changing some paths, a sentence each; that they are outside the workspace is said elsewhere. */
export async function changeWarnings({
  paths,
  roots,
  conflict,
}: WarningsQuery): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async named => {
      const path = await workspacePath(named, roots);
      const root = roots.find(folder => isWithin(path, folder));
      const shown = root === undefined ? path : path.slice(root.length + 1);
      const taken = conflict(path);
      const isAway = root !== undefined && !(await isReallyWithin(path, root));
      return [
        taken === null ? "" : `${shown} ${taken}.`,
        isCode(shown) ? `${shown} can run code: some tool obeys it as soon as it is there.` : "",
        isAway
          ? `${shown} leads out of the workspace: ${(await realPathOf(path)) ?? "nobody knows where"}.`
          : "",
      ];
    }),
  );
  return found.flat().filter(text => text !== "");
}
