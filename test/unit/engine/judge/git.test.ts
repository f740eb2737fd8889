import { equal, match, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitProblemsOf } from "../../../../src/engine/judge/gitFacts.ts";
import { createJudge } from "../../../../src/engine/judge/judge.ts";
import { initialState } from "../../../../src/model/state.ts";
import type { GitUse } from "../../../../src/policy/gitUse.ts";
import { hostile, repository, secret, type Repository } from "../../../support/gitShapes.ts";
import { said } from "../../../../src/model/text/say.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;

const commands = [
  "git status",
  "git status --short",
  "git --no-pager log --oneline -n 5",
  "git log -p -3",
  "git diff",
  "git diff --stat",
  "git diff --cached",
  "git diff HEAD",
  "git diff -- README.md",
  "git show HEAD",
  "git show --stat HEAD",
  "git show HEAD:README.md",
  "git blame README.md",
  "git ls-files",
  "git ls-files -m",
  "git grep -n t",
  "git branch -v",
  "git log --all --stat",
  "git describe --always",
];

/** The verdicts of the product's own judge, on the disk as it is. */
async function verdicts({ root, env }: Repository, lines: readonly string[]) {
  const judge = createJudge({
    state: () => initialState,
    policy: () => ({
      isAutomatic: true,
      written: [{ origin: "user", value: [{ kind: "readOnly", decision: "allow" }] }],
    }),
    isTrusted: () => true,
    roots: () => [root],
    environment: () => env,
    conflict: () => null,
    mcpConfig: () => Promise.resolve(null),
    log: () => undefined,
  });
  return Promise.all(lines.map(async line => ({ line, ...(await judge.test(line)) })));
}

/** Runs what is allowed in the repository, and sees that no program ran and no secret was printed. Tells what was allowed. */
async function runAllowed(given: Repository, lines: readonly string[] = commands) {
  const allowed = (await verdicts(given, lines)).filter(({ decision }) => decision === "allow");
  ok(!existsSync(given.canary), "finding out ran a program of the repository");
  for (const { line } of allowed) {
    const { stdout, stderr } = spawnSync("bash", ["-c", line], {
      cwd: given.root,
      env: given.env,
      encoding: "utf8",
      timeout: 10_000,
    });
    ok(!existsSync(given.canary), `ran a program: ${line}`);
    ok(!`${stdout}${stderr}`.includes(secret), `printed a secret: ${line}\n${stdout}${stderr}`);
  }
  return allowed.map(({ line }) => line);
}

describe("git commands that are allowed", () => {
  before(function () {
    if (!hasGit) {
      console.log("      git is not here: nothing of it is tested");
      this.skip();
    }
  });
  const made: Repository[] = [];
  const create = () => {
    const given = repository();
    made.push(given);
    return given;
  };
  after(() => made.forEach(({ place }) => rmSync(place, { recursive: true, force: true })));

  it("are the everyday ones in a plain repository", async function () {
    this.timeout(30_000);
    const given = create();
    equal((await runAllowed(given)).join("\n"), commands.join("\n"));
  });

  const tried = [
    "git show v1.beta",
    "git show --stat v1.beta",
    "git diff v1.beta HEAD:README.md",
    "git diff --stat -U3",
    "git diff HEAD~1",
    "git diff HEAD~2 -- .",
    "git show HEAD~1",
    "git log -p --all",
    "git log -p --follow -- notes.md",
    "git log -S KEY --oneline",
    "git diff --check HEAD~1",
    "git log --format=%h -W -U1",
    "git grep SECRET",
    "git log -p -1 -- src",
  ];
  for (const [name, shape] of Object.entries(hostile))
    it(`run and print nothing of ${name}`, async function () {
      this.timeout(30_000);
      const given = create();
      shape(given);
      await runAllowed(given, [...commands, ...tried]);
    });

  it("stay the everyday ones where what looks odd is harmless", async function () {
    this.timeout(60_000);
    const harmless: Readonly<Record<string, (given: Repository) => void>> = {
      "a person's pager, aliases, credentials and signing": ({ home }) =>
        writeFileSync(
          join(home, ".gitconfig"),
          "[core]\n\tpager = delta\n\teditor = vim\n\texcludesFile = ~/.ignore\n[pager]\n\tdiff = delta\n[alias]\n\ts = status\n[credential]\n\thelper = store\n[gpg]\n\tprogram = gpg2\n[commit]\n\tgpgsign = true\n[delta]\n\tnavigate = true\n[merge]\n\ttool = vimdiff\n[interactive]\n\tdiffFilter = delta\n",
        ),
      "large files' filter that no file uses": ({ home }) =>
        writeFileSync(
          join(home, ".gitconfig"),
          '[filter "lfs"]\n\tclean = git-lfs clean\n\tprocess = git-lfs filter-process\n\trequired = true\n',
        ),
      "a monitor that is off": ({ run }) => run("config", "core.fsmonitor", "FALSE"),
      "an included file": ({ home }) => {
        writeFileSync(join(home, "more"), "[user]\n\tname = x\n");
        writeFileSync(join(home, ".gitconfig"), "[include]\n\tpath = more\n");
      },
      "variables of the network": ({ env }) =>
        Object.assign(env, { GIT_SSL_CAINFO: "/x.pem", GIT_AUTHOR_NAME: "x" }),
      "configuration in variables": ({ env }) =>
        Object.assign(env, {
          GIT_CONFIG_COUNT: "1",
          GIT_CONFIG_KEY_0: "safe.directory",
          GIT_CONFIG_VALUE_0: "*",
        }),
      "a remote": ({ run }) => run("remote", "add", "origin", "https://example.com/x.git"),
    };
    for (const [name, shape] of Object.entries(harmless)) {
      const given = create();
      shape(given);
      equal((await runAllowed(given)).join("\n"), commands.join("\n"), name);
    }
  });

  it("are the same in a linked worktree", async function () {
    this.timeout(30_000);
    const given = create();
    given.run("commit", "-qam", "second");
    const root = join(given.place, "linked");
    given.run("worktree", "add", "-q", root);
    writeFileSync(join(root, "README.md"), "changed\n");
    equal((await runAllowed({ ...given, root })).join("\n"), commands.join("\n"));
    const moved = join(given.place, "moved");
    renameSync(root, moved);
    equal((await runAllowed({ ...given, root: moved })).join("\n"), "");
  });

  it("leave out what looks into files where a repository lies inside, and keep the rest", async () => {
    const given = create();
    hostile["a repository inside with a monitor"]?.(given);
    const allowed = await runAllowed(given);
    ok(allowed.includes("git --no-pager log --oneline -n 5"));
    ok(!allowed.includes("git status"));
  });
});

describe("what is said of a repository", () => {
  before(function () {
    if (!hasGit) this.skip();
  });
  const problemOf = async ({ root, env }: Repository, use: GitUse) => {
    const problem = (await gitProblemsOf(root, env))[use];
    return problem ? said(problem) : "nothing";
  };

  it("is why it is not harmless", async () => {
    const given = repository();
    equal(await problemOf(given, "history"), "nothing");
    given.run("config", "core.fsmonitor", "./evil.sh");
    match(await problemOf(given, "worktree"), /monitor/);
    equal(await problemOf(given, "history"), "nothing");
    match(await problemOf({ ...given, env: { ...given.env, GIT_DIR: "x" } }, "history"), /GIT_DIR/);
    match(
      await problemOf({ ...given, env: { ...given.env, GIT_PAGER: "less" } }, "history"),
      /GIT_PAGER/,
    );
    match(await problemOf({ ...given, root: join(given.root, "src") }, "history"), /not the top/);
    match(await problemOf({ ...given, root: given.outside }, "history"), /not the top/);
    match(
      await problemOf({ ...given, env: { ...given.env, PATH: "/nowhere" } }, "history"),
      /not the top/,
    );
    rmSync(given.place, { recursive: true });
  });

  it("is another as soon as the index is", async () => {
    const given = repository();
    equal(await problemOf(given, "worktree"), "nothing");
    hostile["an index entry that leaves the folder"]?.(given);
    match(await problemOf(given, "worktree"), /index/);
    rmSync(given.place, { recursive: true });
  });
});
