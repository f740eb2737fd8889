import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Stands in every file that nobody may see; no output of an allowed command may hold it. */
export const canary = "SECRET-THAT-NOBODY-MAY-SEE";

interface Content {
  readonly files?: Readonly<Record<string, string>>;
  /** Link to target. */
  readonly links?: Readonly<Record<string, string>>;
}

const common: Content = {
  files: {
    "README.md": "# Title\nfoo bar\nbaz foo\n",
    "notes.txt": "one\ntwo\n",
    "data.txt": "b 2\na 1\nc 3\na 1\n",
    "data.csv": "a,1\nb,2\n",
    "a.txt": "one\ntwo\n",
    "b.txt": "one\n2\n",
    "package.json": '{"name":"x","scripts":{"a":"b"},"dependencies":{"c":"1"}}\n',
    "src/a.ts": "export const foo = 1;\n",
    "src/b.ts": "export const bar = 2;\n",
    "src/deep/c.ts": "foo\n",
    "docs/guide.md": "foo\n",
    "docs/中文.md": "foo\n",
    "docs/my notes.md": "foo\n",
    ".gitignore": "dist\n",
    ".github/workflows/ci.yml": "on: push\n",
    "../outside/o.txt": canary,
    "../outside/deep/o.ts": canary,
  },
};
const secrets: Content = {
  files: {
    ".env": `KEY=${canary}\n`,
    ".yarnrc.yml": `npmAuthToken: ${canary}\n`,
    ".npmrc": canary,
    "src/.env.local": canary,
  },
};
const repository: Content = {
  files: { ".git/config": `[remote "origin"]\n\turl = https://x:${canary}@example.com/x\n` },
};
/** Names that a tool may take for a number, an option or a word, and links of every kind. */
const hostile: Content = {
  files: {
    ".ignore": "!.env\n!.yarnrc.yml\n",
    ".vscode/settings.json": canary,
    "config/secrets.yaml": canary,
    "config/plain.yaml": "a: 1\n",
    "server.pem": canary,
    "evil.awk": 'BEGIN{print "x" > "PWNED"}\n',
    list: ".env\0",
    x: "x\n",
    "a=b.txt": "foo\n",
    "@list": ".env\n",
    "x y.txt": "foo\n",
    "new\nline.txt": "foo\n",
    "back\\slash.txt": "foo\n",
    "(": "foo\n",
    "!": "foo\n",
    "~": "foo\n",
    "*star*.txt": "foo\n",
    "odd/a=b.md": "foo\n",
    "odd/@list.md": ".env\n",
    "odd/plain.md": "foo\n",
    "far/plain.ts": "foo\n",
    "far/more.ts": "foo\n",
    "far/deep/x.ts": "foo\n",
    "logs/one.txt": "foo\n",
    "many/one.ts": "foo\n",
  },
  links: {
    "out.txt": "../outside/o.txt",
    "environ.md": "/proc/self/environ",
    "zero.txt": "/dev/zero",
    "conf.txt": ".git/config",
    "code.txt": ".vscode/settings.json",
    gitlink: ".git",
    "link-to-env": ".env",
    linkdir: "../outside",
    inner: "src",
    "docs/e.md": "../.env",
    "logs/e.txt": "../../outside/o.txt",
    "many/more": "../../outside",
    "5": ".env",
    "3": "../outside/o.txt",
    "10": ".env",
    "1": ".env",
    never: ".env",
    auto: ".env",
    always: "../outside/o.txt",
    word: ".env",
    short: ".env",
    "-n": ".env",
    "-b": "../outside/o.txt",
    "-l": ".env",
    "-delete": ".env",
    "--pre=evil": "evil",
    "--files0-from=.env": ".env",
    "--include=x.ts": ".env",
    "dangling.txt": "../outside/nothing.txt",
  },
};
const links: Content = {
  files: { "a/own.txt": "foo\n", "empty/.gitignore": "" },
  links: { "a/x": "../../outside/o.txt", "a/deep": "../../outside" },
};

/** What lies in the folders that judged commands are about, by the name that a corpus gives them. */
const profiles: Readonly<Record<string, readonly Content[]>> = {
  default: [common],
  safe: [common, repository],
  nosecret: [common, repository],
  plain: [common, secrets, repository],
  tracked: [common, repository, { files: { ".env": canary } }],
  history: [common, repository],
  hostile: [common, secrets, repository, hostile],
  linkdirs: [common, links],
  rootlink: [common, repository, { links: { out: "../outside" } }],
  cwdlink: [common, { links: { out: "../outside" } }],
  visible: [
    common,
    { files: { "config/secrets.yaml": canary, "server.pem": canary, "src/token.txt": canary } },
  ],
  gaps: [common],
};

/** Makes a throw-away folder `ws` of that kind, with a folder `outside` beside it; gives its real path. */
export function createFolder(profile: string): string {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), "folio-ws-"))), "ws");
  // What is not known is taken for the worst.
  for (const { files = {}, links = {} } of profiles[profile] ?? profiles["hostile"] ?? []) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
  }
  return root;
}

/** Makes the folder a real repository with commits of what is plain in it, and of a secret that was removed again. */
export function makeRepository(root: string, { hasPast = false } = {}): void {
  const git = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], {
      cwd: root,
    });
  git("init", "-q");
  git("add", "README.md", "src/a.ts", "src/b.ts", "data.txt");
  git("commit", "-qm", "first");
  if (!hasPast) return;
  writeFileSync(join(root, ".env"), canary);
  git("add", ".env");
  git("commit", "-qm", "second");
  git("tag", "v1.beta");
  git("rm", "-qf", ".env");
  git("commit", "-qm", "third");
  writeFileSync(join(root, "src/a.ts"), "export const foo = 2;\n");
}
