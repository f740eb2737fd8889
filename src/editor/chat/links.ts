import { posix, win32 } from "node:path";
import { fileReadings, type FilePlace } from "../../model/text/fileLink.ts";

/** What a link of the model names. */
export type LinkTarget =
  | { readonly kind: "file"; readonly path: string; readonly place: FilePlace | null }
  | { readonly kind: "folder"; readonly path: string }
  /** The name of a file or folder of the workspace that is not there. */
  | { readonly kind: "missing"; readonly name: string }
  /** No name of anything in the workspace. */
  | { readonly kind: "none" };

/** What is known of the folders in which links are looked up. */
export interface LinkPlaces {
  /** The folders of the workspace, in their order. */
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  readonly isWindows: boolean;
  /** The person's own folder, which `~` stands for. */
  readonly home: string | null;
  /** The name that the workspace has for an absolute path; null outside of all folders. */
  inside(path: string): Promise<string | null>;
  /** What is at an absolute path, links followed. */
  kind(path: string): Promise<"file" | "folder" | "missing">;
}

/** Finds what a link names: in the order of the likeliest reading, and of the folders. */
export async function findTarget(
  text: string,
  places: LinkPlaces,
  isCode = false,
): Promise<LinkTarget> {
  const readings = fileReadings(text, isCode);
  const named = readings.find(({ place }) => place !== null) ?? readings[0];
  let isMissing = false;
  for (const { path: name, place } of readings)
    for (const { path, isNamed } of pathsOf(name, places)) {
      const inside = await places.inside(path);
      if (inside === null) continue;
      const kind = await places.kind(inside);
      if (kind === "file") return { kind, path: inside, place };
      if (kind === "folder") return { kind, path: inside };
      isMissing ||= isNamed;
    }
  return named && isMissing ? { kind: "missing", name: named.path } : { kind: "none" };
}

/** An absolute path that a name may mean. */
interface Meant {
  readonly path: string;
  /** Whether it is this path that is missing when nothing is found: an absolute name may only seem to be one of a folder. */
  readonly isNamed: boolean;
}

function pathsOf(name: string, { folders, isWindows, home }: LinkPlaces): readonly Meant[] {
  const { isAbsolute, join, normalize } = isWindows ? win32 : posix;
  const own = home !== null && /^~[/\\]/.test(name) ? join(home, name.slice(2)) : name;
  const whole = isAbsolute(own) ? [{ path: normalize(own), isNamed: true }] : [];
  // A name with backslashes is one of Windows, unless a file of that name is there.
  const names = isWindows || !name.includes("\\") ? [name] : [name, name.replaceAll("\\", "/")];
  const isNamed = whole.length === 0;
  const below = names.flatMap(part =>
    folders.map(({ path }) => ({ path: join(path, part), isNamed })),
  );
  // With several folders VS Code puts the name of the folder in front.
  const named = names.flatMap(part => {
    const [first, ...rest] = part.split(/[/\\]/);
    return folders
      .filter(folder => folder.name === first && rest.length > 0)
      .map(({ path }) => ({ path: join(path, ...rest), isNamed: false }));
  });
  return [...whole, ...below, ...named];
}
