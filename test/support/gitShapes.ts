import { spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gitEnvironment } from "../../src/engine/judge/gitFacts.ts";

export const secret = "SECRET-THAT-NOBODY-MAY-SEE";

/** A repository with one commit, beside a folder with a secret; `run` is git in it, as a person would use it. */
export function repository() {
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
export type Repository = ReturnType<typeof repository>;

/** Puts a signature on the last commit that only a program can check. */
function sign(run: Repository["run"]): void {
  const text = run("cat-file", "commit", "HEAD");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----";
  run("config", "user.name", "x");
  const [head = "", ...rest] = text.split("\n\n");
  writeFileSync(
    join(run("rev-parse", "--show-toplevel"), ".git", "signed"),
    `${head}\n${signature}\n\n${rest.join("\n\n")}\n`,
  );
  run("update-ref", "HEAD", run("hash-object", "-t", "commit", "-w", ".git/signed"));
}

/** A file of which only the time changed makes git write its index anew. */
const touch = ({ root }: Repository) => utimesSync(join(root, "src", "a.ts"), 1, 1);

/** Shapes of a repository that make a reading command run a program, or print what lies elsewhere. */
export const hostile: Readonly<Record<string, (given: Repository) => void>> = {
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
  "a hook on a change of the index": given => {
    touch(given);
    given.write(".git/hooks/post-index-change", `#!/bin/sh\ntouch '${given.canary}'\n`, 0o755);
  },
  "such a hook elsewhere": given => {
    const { run, write, canary } = given;
    touch(given);
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
    sign(run);
    run("config", "log.showSignature", "true");
    run("config", "gpg.program", "./evil.sh");
  },
  "a default format that checks signatures": ({ run }) => {
    sign(run);
    run("config", "format.pretty", "%G?");
    run("config", "gpg.program", "./evil.sh");
  },
  "a worktree elsewhere": ({ run, outside }) => {
    writeFileSync(join(outside, "README.md"), secret);
    run("config", "core.worktree", outside);
  },
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
