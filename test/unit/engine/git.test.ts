import { equal, match, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gitEnvironment, gitProblemsOf } from "../../../src/engine/gitFacts.ts";
import { createJudge } from "../../../src/engine/judge.ts";
import { initialState } from "../../../src/model/state.ts";
import type { GitUse } from "../../../src/policy/gitConfig.ts";

const secret = "SECRET-THAT-NOBODY-MAY-SEE";
const hasGit = spawnSync("git", ["--version"]).status === 0;

/** A repository with one commit, beside a folder with a secret; `run` is git in it, as a person would use it. */
function repository() {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "folio-git-")));
  const [root, outside, home] = [join(place, "ws"), join(place, "outside"), join(place, "home")];
  for (const folder of [join(root, "src"), outside, home]) mkdirSync(folder, { recursive: true });
  const env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    ...gitEnvironment,
  };
  const canary = join(place, "RAN");
  const write = (path: string, text: string, mode?: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    if (mode !== undefined) chmodSync(join(root, path), mode);
  };
  const run = (...args: string[]) => {
    const done = spawnSync(
      "git",
      [
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.com",
        "-c",
        "protocol.file.allow=always",
        ...args,
      ],
      { cwd: root, env, encoding: "utf8" },
    );
    return done.stdout.trim();
  };
  writeFileSync(join(home, ".gitconfig"), "");
  writeFileSync(join(outside, "o.txt"), `${secret}\n`);
  write("evil.sh", `#!/bin/sh\ntouch '${canary}'\ncat\n`, 0o755);
  write("README.md", "one\ntwo\n");
  write("src/a.ts", "export {};\n");
  run("init", "-q", "-b", "main");
  run("add", "README.md", "src");
  run("commit", "-qm", "first");
  write("README.md", "one\nthree\n");
  return { place, root, outside, home, env, canary, write, run };
}
type Repository = ReturnType<typeof repository>;

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
    policy: () => ({ isAutomatic: true, rules: [{ kind: "readOnly", decision: "allow" }] }),
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

/** Shapes of a repository that make a reading command run a program, or print what lies elsewhere. */
const hostile: Readonly<Record<string, (given: Repository) => void>> = {
  "a monitor in the second line of a value": ({ run }) =>
    run("config", "core.fsmonitor", "false\n./evil.sh"),
  "a monitor in an included file": ({ run, write }) => {
    write("more.cfg", "[core]\n\tfsmonitor = ./evil.sh\n");
    run("config", "include.path", "../more.cfg");
  },
  "a monitor of the person's, relative": ({ home }) =>
    writeFileSync(join(home, ".gitconfig"), "[core]\n\tfsmonitor = ./evil.sh\n"),
  "a monitor in the worktree's configuration": ({ run }) => {
    run("config", "extensions.worktreeConfig", "true");
    run("config", "--worktree", "core.fsmonitor", "./evil.sh");
  },
  "a monitor for one branch": ({ run, write }) => {
    write(".git/branch.cfg", "[core]\n\tfsmonitor = ./evil.sh\n");
    run("config", "includeIf.onbranch:main.path", "branch.cfg");
  },
  "a repository inside with a monitor": ({ run, root, write }) => {
    mkdirSync(join(root, "sub"));
    run("-C", "sub", "init", "-q");
    write("sub/f", "x\n");
    run("-C", "sub", "add", "f");
    run("-C", "sub", "commit", "-qm", "x");
    run("add", "sub");
    run("commit", "-qm", "sub");
    write("sub/f", "y\n");
    run("-C", "sub", "config", "core.fsmonitor", join(root, "evil.sh"));
  },
  "a hook on a change of the index": ({ write, canary }) =>
    write(".git/hooks/post-index-change", `#!/bin/sh\ntouch '${canary}'\n`, 0o755),
  "such a hook elsewhere": ({ run, write, canary }) => {
    write("hooks/post-index-change", `#!/bin/sh\ntouch '${canary}'\n`, 0o755);
    run("config", "core.hooksPath", "hooks");
  },
  "commits to ignore in a secret file": ({ run, write }) => {
    write(".env", `${secret}\n`);
    run("config", "blame.ignoreRevsFile", ".env");
  },
  "commits to ignore in a link": ({ root, outside }) => {
    symlinkSync(join(outside, "o.txt"), join(root, ".git-blame-ignore-revs"));
    spawnSync("git", ["config", "blame.ignoreRevsFile", ".git-blame-ignore-revs"], { cwd: root });
  },
  "an index entry that leaves the folder": ({ root, run }) => {
    const blob = run("hash-object", "-w", "README.md");
    run("update-index", "--add", "--cacheinfo", `100644,${blob},xx/outside/o.txt`);
    const index = join(root, ".git", "index");
    const bytes = readFileSync(index)
      .toString("latin1")
      .replace("xx/outside/o.txt", "../outside/o.txt");
    const body = Buffer.from(bytes.slice(0, -20), "latin1");
    // Git checks the sum at the end of an index; of zeros it does not (index.skipHash).
    writeFileSync(index, Buffer.concat([body, Buffer.alloc(20)]));
  },
  "an external comparison": ({ run }) => run("config", "diff.external", "./evil.sh"),
  "a program that turns files into text": ({ run, write }) => {
    write(".gitattributes", "*.md diff=x\n");
    run("config", "diff.x.textconv", "./evil.sh");
  },
  "a program that compares one kind": ({ run, write }) => {
    write(".git/info/attributes", "*.md diff=x\n");
    run("config", "diff.x.command", "./evil.sh");
  },
  "a filter": ({ run, write }) => {
    write(".gitattributes", "*.md filter=x\n");
    run("config", "filter.x.clean", "./evil.sh");
  },
  "a filter process": ({ run, write }) => {
    write(".gitattributes", "* filter=X.y\n");
    run("config", "filter.X.y.process", "./evil.sh");
  },
  "attributes in a file outside": ({ run, outside }) => {
    writeFileSync(join(outside, "o.txt"), `* ${secret}!\n`);
    run("config", "core.attributesFile", join(outside, "o.txt"));
  },
  "attributes behind a link": ({ root, outside }) => {
    writeFileSync(join(outside, "o.txt"), `* ${secret}!\n`);
    mkdirSync(join(root, ".git", "info"), { recursive: true });
    symlinkSync(join(outside, "o.txt"), join(root, ".git", "info", "attributes"));
  },
  "signatures that are checked": ({ run }) => {
    run("config", "log.showSignature", "true");
    run("config", "gpg.program", "./evil.sh");
  },
  "a default format that checks signatures": ({ run }) => {
    run("config", "format.pretty", "%G?");
    run("config", "gpg.program", "./evil.sh");
  },
  "a worktree elsewhere": ({ run, outside }) => run("config", "core.worktree", outside),
  "the repository of another folder": given => {
    const other = repository();
    other.write("o.txt", `${secret}\n`);
    other.run("add", "o.txt");
    other.run("commit", "-qm", secret);
    rmSync(join(given.root, ".git"), { recursive: true });
    writeFileSync(join(given.root, ".git"), `gitdir: ${join(other.root, ".git")}\n`);
  },
  "a link to the repository of another folder": given => {
    const other = repository();
    other.write("o.txt", `${secret}\n`);
    other.run("add", "o.txt");
    other.run("commit", "-qm", secret);
    rmSync(join(given.root, ".git"), { recursive: true });
    symlinkSync(join(other.root, ".git"), join(given.root, ".git"));
  },
  "a common folder elsewhere": given => {
    const other = repository();
    other.write("o.txt", `${secret}\n`);
    other.run("add", "o.txt");
    other.run("commit", "-qm", secret);
    given.write(".git/commondir", join(other.root, ".git"));
  },
  "borrowed objects": given => {
    const other = repository();
    other.write("o.txt", `${secret}\n`);
    other.run("add", "o.txt");
    other.run("commit", "-qm", "x");
    given.write(".git/objects/info/alternates", `${join(other.root, ".git", "objects")}\n`);
    given.write(".git/refs/heads/main", `${other.run("rev-parse", "HEAD")}\n`);
  },
  "packed names behind a link": ({ root, outside }) =>
    symlinkSync(join(outside, "o.txt"), join(root, ".git", "packed-refs")),
  "packed names that are another file's": ({ root, outside }) =>
    linkSync(join(outside, "o.txt"), join(root, ".git", "packed-refs")),
  "a shallow list behind a link": ({ root, outside }) =>
    symlinkSync(join(outside, "o.txt"), join(root, ".git", "shallow")),
  "an object that stands for another": ({ run, write }) => {
    write("o", `${secret}\n`);
    const [blob, other] = [run("rev-parse", "HEAD:README.md"), run("hash-object", "-w", "o")];
    run("replace", blob, other);
  },
  "objects that are fetched when they are missing": ({ run, root }) => {
    run("config", "remote.x.promisor", "true");
    run("config", "remote.x.url", `ext::${join(root, "evil.sh")}`);
    run("config", "protocol.ext.allow", "always");
    run("config", "extensions.partialClone", "x");
    const blob = run("rev-parse", "HEAD:README.md");
    unlinkSync(join(root, ".git", "objects", blob.slice(0, 2), blob.slice(2)));
  },
  "a tag of a secret file": ({ run, write }) => {
    write(".env", `${secret}\n`);
    run("tag", "v1.beta", run("hash-object", "-w", ".env"));
    run("update-ref", "--no-deref", "refs/heads/x", "HEAD");
  },
  "a tracked secret": ({ run, write }) => {
    write(".env", `KEY=${secret}\n`);
    run("add", "-f", ".env");
  },
  "a secret of the past": ({ run, write }) => {
    write(".env", `KEY=${secret}\n`);
    run("add", "-f", ".env");
    run("commit", "-qm", "oops");
    run("rm", "-qf", ".env");
    run("commit", "-qm", "removed");
  },
  "a secret that got a plain name": ({ run, write }) => {
    write(".env", `KEY=${secret}\n${"line\n".repeat(20)}`);
    run("add", "-f", ".env");
    run("commit", "-qm", "oops");
    write("notes.md", "line\n".repeat(20));
    run("rm", "-qf", ".env");
    run("add", "notes.md");
    run("commit", "-qm", "renamed");
  },
  "a tracked folder that became a link": ({ root, outside }) => {
    rmSync(join(root, "src"), { recursive: true });
    writeFileSync(join(outside, "a.ts"), `t ${secret}\n`);
    symlinkSync(outside, join(root, "src"));
  },
};

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
  const said = async ({ root, env }: Repository, use: GitUse) =>
    (await gitProblemsOf(root, env))[use] ?? "nothing";

  it("is why it is not harmless", async () => {
    const given = repository();
    equal(await said(given, "history"), "nothing");
    given.run("config", "core.fsmonitor", "./evil.sh");
    match(await said(given, "worktree"), /monitor/);
    equal(await said(given, "history"), "nothing");
    match(await said({ ...given, env: { ...given.env, GIT_DIR: "x" } }, "history"), /GIT_DIR/);
    match(
      await said({ ...given, env: { ...given.env, GIT_PAGER: "less" } }, "history"),
      /GIT_PAGER/,
    );
    match(await said({ ...given, root: join(given.root, "src") }, "history"), /not the top/);
    match(await said({ ...given, root: given.outside }, "history"), /not the top/);
    match(
      await said({ ...given, env: { ...given.env, PATH: "/nowhere" } }, "history"),
      /not the top/,
    );
    rmSync(given.place, { recursive: true });
  });

  it("is another as soon as the index is", async () => {
    const given = repository();
    equal(await said(given, "worktree"), "nothing");
    hostile["an index entry that leaves the folder"]?.(given);
    match(await said(given, "worktree"), /index/);
    rmSync(given.place, { recursive: true });
  });
});
