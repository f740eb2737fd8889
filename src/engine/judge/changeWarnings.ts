import { reason, type Reason } from "../../model/text/reason.ts";
import { isCode } from "../../policy/code.ts";
import { isWithin } from "../../policy/paths.ts";
import type { Problem } from "../../policy/problem.ts";
import { workspacePath } from "../places.ts";
import { isReallyWithin, realPathOf } from "./world.ts";

export interface WarningsQuery {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly roots: readonly string[];
  conflict(path: string): Problem;
}

/** What is unusual about changing some paths, a sentence each; that they are outside the workspace is said elsewhere. */
export async function changeWarnings({
  paths,
  roots,
  conflict,
}: WarningsQuery): Promise<readonly Reason[]> {
  const found = await Promise.all(
    paths.map(async named => {
      const path = await workspacePath(named, roots);
      const root = roots.find(folder => isWithin(path, folder));
      const shown = root === undefined ? path : path.slice(root.length + 1);
      const taken = conflict(path);
      const isAway = root !== undefined && !(await isReallyWithin(path, root));
      return [
        taken && reason("warning.conflict", { path: shown, why: taken }),
        isCode(shown) ? reason("warning.code", { path: shown }) : null,
        isAway ? leadingOut(shown, await realPathOf(path)) : null,
      ];
    }),
  );
  return found.flat().filter(warning => warning !== null);
}

const leadingOut = (path: string, place: string | null): Reason =>
  place === null
    ? reason("warning.leadsNowhere", { path })
    : reason("warning.leadsTo", { path, place });
