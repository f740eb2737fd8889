import { lstat } from "node:fs/promises";

/** Whether something is at a path: also a link that leads nowhere. False where that could not be found out. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
