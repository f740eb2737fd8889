import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { manifest, root } from "../../../src/build/paths.mjs";
import type { Figure } from "../figure.ts";

/** The scripts and styles of the package, as they are and as a VSIX packs them. A test holds their budgets. */
export function sizes(): Figure[] {
  const files: readonly string[] = manifest().files;
  return files
    .filter(file => /^dist\/.*\.(?:js|css)$/.test(file))
    .flatMap((file): Figure[] => {
      const bytes = readFileSync(join(root, file));
      const name = file.slice("dist/".length);
      const told = { unit: "KB", isOnlyTold: true } as const;
      return [
        { id: `sizes.${name}`, what: `${name}, minified`, values: [bytes.length / 1024], ...told },
        {
          id: `sizes.${name}.zipped`,
          what: `${name}, zipped`,
          values: [gzipSync(bytes).length / 1024],
          ...told,
        },
      ];
    });
}
