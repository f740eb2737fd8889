import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** What every name of the stand-in is: it can be called, made and extended, and every member of it is itself again. */
const anything = `const anything = new Proxy(function () {}, {
  get: (target, name) => (name === Symbol.toPrimitive ? () => "" : name === "prototype" ? target.prototype : anything),
  apply: () => anything,
  construct: () => anything,
});`;

/**
 * An esbuild plugin that lets modules which import `vscode` be loaded outside of it. The names are those that
 * `@types/vscode` declares, so a further import needs no change here. It is for reading tables out of such modules: nothing
 * that it stands in for does anything.
 */
export const vscodeStandIn = {
  name: "vscode-stand-in",
  setup(plugin) {
    plugin.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "stand-in" }));
    plugin.onLoad({ filter: /.*/, namespace: "stand-in" }, () => {
      const declared = readFileSync(join(root, "node_modules/@types/vscode/index.d.ts"), "utf8");
      const names = declared.matchAll(
        /^\texport (?:abstract )?(?:class|enum|namespace|const|let|function) (\w+)/gm,
      );
      const exported = [...new Set([...names].map(([, name]) => name))];
      return {
        contents: `${anything}\nexport { ${exported.map(name => `anything as ${name}`).join(", ")} };`,
      };
    });
  },
};
