/**
 * Writes `src/protocol/types.gen.ts` and `src/protocol/methods.gen.ts` from the pinned server binary.
 * `--check` writes nothing and fails when the committed files differ from what the binary says.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve, dirname } from "node:path";
import prettier from "prettier";
import { root, serverBinary } from "./paths.mjs";

/** Methods whose result type does not follow `XParams -> XResponse` (or the method's own name). */
const results = {
  "config/value/write": "ConfigWriteResponse",
  "config/batchWrite": "ConfigWriteResponse",
  "config/mcpServer/reload": "McpServerRefreshResponse",
  "configRequirements/read": "ConfigRequirementsReadResponse",
  "account/rateLimits/read": "GetAccountRateLimitsResponse",
  "account/usage/read": "GetAccountTokenUsageResponse",
  "account/workspaceMessages/read": "GetWorkspaceMessagesResponse",
  "account/gatewayOAuth/read": "GatewayOAuthReadResponse",
  "account/gatewayOAuth/login": "GatewayOAuthLoginResponse",
  "account/gatewayOAuth/cancel": "GatewayOAuthCancelResponse",
  "accountSession/list": "AccountSessionsResponse",
  "account/securitySetup/read": "GetAccountSecuritySetupResponse",
  "account/logout": "LogoutAccountResponse",
  "externalAgentConfig/import/readHistories": "ExternalAgentConfigImportHistoriesReadResponse",
};

const generated = mkdtempSync(join(tmpdir(), "folio-protocol-"));
try {
  const binary = serverBinary();
  execFileSync(binary, ["app-server", "generate-ts", "--experimental", "--out", generated]);
  const version = execFileSync(binary, ["--version"], { encoding: "utf8" })
    .trim()
    .split(" ")
    .at(-1);
  const header =
    `/* Written by \`npm run protocol\` from codex-cli ${version} (app-server generate-ts --experimental).\n` +
    `   Do not edit: a newer server is a new version in package.json and a new run. */\n\n`;
  const types = flatten();
  const outputs = {
    "src/protocol/types.gen.ts": header + types.text,
    "src/protocol/methods.gen.ts":
      header +
      (await prettier.format(methods(types, version), { parser: "typescript", printWidth: 100 })),
  };
  const stale = Object.entries(outputs).filter(([file, text]) => read(file) !== text);
  if (process.argv.includes("--check")) {
    if (stale.length > 0) {
      console.error(
        `${stale.map(([file]) => file).join(", ")} differ from codex ${version}: run \`npm run protocol\`.`,
      );
      process.exitCode = 1;
    }
  } else for (const [file, text] of stale) writeFileSync(join(root, file), text);
} finally {
  rmSync(generated, { recursive: true, force: true });
}

function read(file) {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined; // not generated yet: counts as stale
  }
}

/** One module out of the generator's hundreds; names that stand both at the root and in v2 get a suffix at the root. */
function flatten() {
  const files = readdirSync(generated, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".ts") && basename(file) !== "index.ts")
    .sort();
  const inV2 = new Set(files.filter(file => dirname(file) === "v2").map(file => basename(file)));
  const finalName = file =>
    basename(file, ".ts") + (dirname(file) === "." && inV2.has(basename(file)) ? "V1" : "");

  const modules = new Map();
  for (const file of files) {
    const source = readFileSync(join(generated, file), "utf8");
    const renames = new Map([[basename(file, ".ts"), finalName(file)]]);
    for (const [, names, from] of source.matchAll(/^import type \{ (.+) \} from "(.+)";$/gm)) {
      const target = relative(generated, resolve(generated, dirname(file), `${from}.ts`));
      renames.set(names, finalName(target));
    }
    let body = source.replace(/^(import type .*|\/\/ .*)$/gm, "").trim();
    for (const [from, to] of renames)
      if (from !== to) body = body.replace(new RegExp(`(?<!")\\b${from}\\b`, "g"), to);
    modules.set(finalName(file), `${body.replace(/[ \t]+$/gm, "")}\n`);
  }
  return { names: new Set(modules.keys()), modules, text: [...modules.values()].join("\n") };
}

/** The three method maps, and the names as values where a table or a check needs them at run time. */
function methods({ names, modules }, version) {
  const rows = union =>
    [
      ...modules
        .get(union)
        .matchAll(/"method": "([^"]+)"(?:, id: RequestId)?(?:, "?params"?: (\w+))?/g),
    ].map(([, method, params]) => ({ method, params: params ?? "undefined" }));
  const result = ({ method, params }) => {
    const pascal = method
      .split(/[/_]/)
      .map(word => word[0].toUpperCase() + word.slice(1))
      .join("");
    const guesses = [results[method], params.replace(/Params$/, "Response"), `${pascal}Response`];
    const found = guesses.find(guess => guess && names.has(guess));
    if (!found) throw new Error(`No result type is known for ${method}: add it to \`results\`.`);
    return found;
  };
  const client = rows("ClientRequest").map(row => ({ ...row, result: result(row) }));
  const server = rows("ServerRequest").map(row => ({ ...row, result: result(row) }));
  const notifications = rows("ServerNotification");
  const map = (name, doc, list, value) =>
    `/** ${doc} */\nexport interface ${name} {\n${list.map(row => `"${row.method}": ${value(row)};`).join("\n")}\n}\n\n`;
  const pair = row =>
    `{ params: P.${row.params === "undefined" ? "Nothing" : row.params}; result: P.${row.result} }`;
  return (
    `import type * as Types from "./types.gen.ts";\n\nexport const protocolVersion = "${version}";\n\n` +
    map("ClientMethods", "Requests of ours: method to its params and result.", client, pair) +
    map("ServerMethods", "Requests of the server: method to its params and result.", server, pair) +
    map(
      "Notifications",
      "Notifications of the server: method to its params.",
      notifications,
      row => `P.${row.params}`,
    ) +
    `/** Every notification method, for tables and checks at run time. */\nexport const notificationMethods = [${notifications.map(row => `"${row.method}"`).join()}] as const satisfies readonly (keyof Notifications)[];\n`
  )
    .replaceAll("P.Nothing", "undefined")
    .replaceAll("P.", "Types.");
}
