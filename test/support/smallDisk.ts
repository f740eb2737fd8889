import { execFileSync } from "node:child_process";
import { mkdirSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface SmallDisk {
  readonly path: string;
  /** Leaves no byte free. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  dispose(): void;
}

/** A disk of some kilobytes, or null where it may not be mounted: then the test that needs it is skipped. */
export function mountSmallDisk(path: string, kilobytes: number): SmallDisk | null {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", path], {
      stdio: "ignore",
    });
  } catch {
    return null;
  }
  const filler = join(path, "filler");
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    free: () => writeFileSync(filler, ""),
    dispose: () => void execFileSync("umount", ["-l", path]),
  };
}
