import { deepEqual, equal, ok } from "node:assert/strict";
import { clamp, type Leave, type Limits } from "../../../../src/engine/threads/clamp.ts";
import type {
  AskForApproval,
  SandboxMode,
  SandboxPolicy,
} from "../../../../src/protocol/types.gen.ts";

const granular: AskForApproval = {
  granular: {
    sandbox_approval: false,
    rules: false,
    skill_approval: false,
    request_permissions: false,
    mcp_elicitations: false,
  },
};
const approvals = ["untrusted", "on-request", "never"] as const;
const modes = ["read-only", "workspace-write", "danger-full-access"] as const;
const flags = [false, true];
const policies: readonly SandboxPolicy[] = [
  { type: "dangerFullAccess" },
  { type: "externalSandbox", networkAccess: "restricted" },
  { type: "externalSandbox", networkAccess: "enabled" },
  ...flags.map(networkAccess => ({ type: "readOnly", networkAccess }) as const),
  ...[[], ["/ws"], ["/ws/lib"], ["/etc"], ["/ws", "/etc"]].flatMap(writableRoots =>
    flags.flatMap(networkAccess =>
      flags.map(
        isTight =>
          ({
            type: "workspaceWrite",
            writableRoots,
            networkAccess,
            excludeTmpdirEnvVar: isTight,
            excludeSlashTmp: isTight,
          }) as const,
      ),
    ),
  ),
];

const isInside = (path: string) => path === "/ws" || path.startsWith("/ws/");
const limitsOf = (
  approvalPolicy: Limits["approvalPolicy"],
  sandbox: SandboxMode,
  places = ["/ws"],
): Limits => ({ approvalPolicy, sandbox, places, isInside });

/**
 * What a command may do in a sandbox, told apart from how `clamp` compares: a list of single powers. To name a folder
 * outside is a power that no setting has.
 */
function powersOf(policy: SandboxPolicy): readonly string[] {
  switch (policy.type) {
    case "dangerFullAccess":
    case "externalSandbox":
      return ["network", "tmp", "write /ws", "write /ws/lib", "work", "everything"];
    case "readOnly":
      return policy.networkAccess ? ["network"] : [];
    case "workspaceWrite":
      // Whatever it names, the folder that the turn works in may be written.
      return [
        "work",
        ...(policy.networkAccess ? ["network"] : []),
        ...(policy.excludeSlashTmp && policy.excludeTmpdirEnvVar ? [] : ["tmp"]),
        ...policy.writableRoots.flatMap(root =>
          root === "/ws" ? ["write /ws", "write /ws/lib"] : [`write ${root}`],
        ),
      ];
  }
}
const settingOf = (sandbox: SandboxMode) =>
  clamp({}, limitsOf("untrusted", sandbox, ["/ws"])).sandbox;

const everyWish = [undefined, granular, ...approvals].flatMap(approvalPolicy =>
  [undefined, ...modes, ...policies].map((sandbox): Leave => ({
    ...(approvalPolicy === undefined ? {} : { approvalPolicy }),
    ...(sandbox === undefined ? {} : { sandbox }),
  })),
);
const everyLimit = approvals.flatMap(approval => modes.map(mode => limitsOf(approval, mode)));

describe("what a face wishes", () => {
  it("is granted never wider than the settings, whatever it is", () => {
    for (const limits of everyLimit)
      for (const wish of everyWish) {
        const { approvalPolicy, sandbox } = clamp(wish, limits);
        ok(approvals.indexOf(approvalPolicy) <= approvals.indexOf(limits.approvalPolicy));
        const allowed = powersOf(settingOf(limits.sandbox));
        const told = `${JSON.stringify(wish)} under ${limits.sandbox}`;
        for (const power of powersOf(sandbox)) ok(allowed.includes(power), `${power}: ${told}`);
      }
  });

  it("is granted as it is where it is not wider, and then nothing is told", () => {
    let granted = 0;
    for (const limits of everyLimit)
      for (const wish of everyWish) {
        const { approvalPolicy = limits.approvalPolicy, sandbox = limits.sandbox } = wish;
        const policy = typeof sandbox === "string" ? settingOf(sandbox) : sandbox;
        const allowed = powersOf(settingOf(limits.sandbox));
        const isNarrow =
          typeof approvalPolicy === "string" &&
          approvals.indexOf(approvalPolicy) <= approvals.indexOf(limits.approvalPolicy) &&
          powersOf(policy).every(power => allowed.includes(power));
        const result = clamp(wish, limits);
        equal(result.clamped.length === 0, isNarrow, JSON.stringify([wish, limits]));
        if (result.clamped.length > 0) continue;
        granted++;
        deepEqual(result, { approvalPolicy, sandbox: policy, clamped: [] });
      }
    ok(granted > 200);
  });

  it("is the setting where nothing is wished", () =>
    deepEqual(clamp({}, limitsOf("on-request", "workspace-write", ["/ws", "/other"])), {
      approvalPolicy: "on-request",
      sandbox: {
        type: "workspaceWrite",
        writableRoots: ["/ws", "/other"],
        networkAccess: false,
        excludeTmpdirEnvVar: false,
        excludeSlashTmp: false,
      },
      clamped: [],
    }));

  const writing = (writableRoots: string[], networkAccess: boolean): SandboxPolicy => ({
    type: "workspaceWrite",
    writableRoots,
    networkAccess,
    excludeTmpdirEnvVar: true,
    excludeSlashTmp: true,
  });
  for (const [name, wish, clamped] of [
    ["approvals that ask less", { approvalPolicy: "never" }, ["approvalPolicy"]],
    ["approvals one by one", { approvalPolicy: granular }, ["approvalPolicy"]],
    ["full access", { sandbox: "danger-full-access" }, ["sandbox"]],
    ["no sandbox of the server's", { sandbox: policies[1] ?? "read-only" }, ["sandbox"]],
    ["the network", { sandbox: { type: "readOnly", networkAccess: true } }, ["network"]],
    ["a folder outside", { sandbox: writing(["/ws", "/etc"], false) }, ["writableRoots"]],
    [
      "all of it",
      { approvalPolicy: "on-request", sandbox: writing(["/"], true) },
      ["approvalPolicy", "writableRoots", "network"],
    ],
  ] as const satisfies readonly (readonly [string, Leave, readonly string[]])[])
    it(`is told where it was clamped: ${name}`, () =>
      deepEqual(clamp(wish, limitsOf("untrusted", "workspace-write")).clamped, clamped));

  it("keeps the folders that are in the workspace", () => {
    const { sandbox } = clamp(
      { sandbox: writing(["/ws/lib", "/etc"], true) },
      limitsOf("untrusted", "workspace-write"),
    );
    deepEqual(sandbox, writing(["/ws/lib"], false));
  });

  it("may write where the turn works, as a mode, wherever that is", () => {
    const limits = limitsOf("untrusted", "workspace-write", ["/settings/folder"]);
    deepEqual(clamp({ sandbox: "workspace-write" }, limits), clamp({}, limits));
  });

  it("is not granted where nobody knows how wide it is", () => {
    // A face over the network may hand on what no type knows.
    const sandbox = { type: "fromTheFuture" } as unknown as SandboxPolicy;
    const approvalPolicy = "sometimes" as AskForApproval;
    for (const limits of everyLimit)
      for (const unknown of [sandbox, "hologram" as SandboxMode])
        deepEqual(clamp({ sandbox: unknown, approvalPolicy }, limits).clamped, [
          "approvalPolicy",
          "sandbox",
        ]);
  });
});
