import { equal } from "node:assert/strict";
import { decide } from "../../../src/policy/decide.ts";
import { parseRules } from "../../../src/policy/parseRules.ts";
import { concerns, prefixProblem } from "../../../src/policy/prefix.ts";
import type { CommandQuestion, Facts } from "../../../src/policy/question.ts";
import type { Rule } from "../../../src/policy/rule.ts";

const facts: Facts = {
  isTrusted: true,
  approvalPolicy: "untrusted",
  root: "/ws",
  gitProblem: () => null,
  printedByGit: () => [],
  mcpConfig: () => null,
  realPath: path => (path === "/ws/link" ? "/ws/src" : path),
  kind: () => "file",
  names: () => [],
  survey: () => ({ findings: [], links: [], lifts: [] }),
  conflict: () => null,
  exists: () => false,
  isShared: () => false,
};
const question = (line: string, cwd = "/ws"): CommandQuestion => ({
  kind: "command",
  line: { shell: "bash", line },
  cwd,
  requestKind: "command",
  reason: null,
  environmentId: "local",
  host: null,
  hasAdditionalPermissions: false,
  offersAccept: true,
});
const allow = (...prefix: string[]): Rule => ({ kind: "command", decision: "allow", prefix });
const deny = (...prefix: string[]): Rule => ({ kind: "command", decision: "deny", prefix });
const decision = (line: string, rules: readonly Rule[], cwd?: string) =>
  decide(question(line, cwd), { isAutomatic: true, rules }, facts).decision;
const split = (text: string) => text.trim().split(/\s+/);

describe("a prefix that may be allowed", () => {
  it("is none of a program that runs, writes or reaches what it is told, whatever its name", () => {
    const names = split(`
      python python2 python3 python3.11 python3.12 pypy pypy3 node nodejs node20 deno bun ts-node tsx esno swc-node babel-node coffee perl perl5.36 ruby ruby3.1
      irb php php8.2 lua lua5.4 luajit tclsh wish expect guile racket sbcl clisp ecl emacs emacsclient julia R Rscript octave java javac jshell groovy
      kotlin scala clojure ghc runghc ghci ocaml elixir iex erl escript swift dart nim crystal zig tcc gcc cc clang g++ ld as rustc
      bash sh zsh dash fish ksh mksh csh tcsh ash pwsh powershell cmd busybox toybox env sudo doas su runuser pkexec exec eval command builtin source
      time nice ionice chrt taskset nohup setsid timeout stdbuf unbuffer script watch entr xargs parallel flock unshare nsenter chroot strace ltrace gdb lldb
      valgrind perf rr catchsegv faketime proot fakeroot systemd-run at batch crontab screen tmux byobu dtach
      awk gawk mawk nawk sed ed ex vi vim nvim nano pico emacs less more man info view find fd fdfind locate rg ag ack grep sort uniq split csplit tar
      cpio zip unzip 7z rsync scp sftp ssh ssh-keygen curl wget aria2c nc ncat socat telnet ftp lftp dig nslookup host ping openssl gpg
      psql mysql sqlite3 mongosh redis-cli duckdb cp mv rm ln dd tee install truncate shred chmod chown touch mkdir rmdir cat ls head tail
      npx bunx pnpx uvx uv pip pip3 pipx poetry pdm hatch conda mamba docker podman nerdctl kubectl helm terraform ansible vagrant
      nix nix-shell guix direnv mise asdf nvm brew apt apt-get dnf yum pacman snap flatpak gem bundle bundler rake composer cabal stack mix rebar3
      gradle ant sbt lein bazel buck cmake ctest ninja meson scons just task gulp grunt webpack vite jest mocha vitest eslint prettier pytest tox nox
      rspec ginkgo cypress playwright nodemon pm2 forever concurrently make npm pnpm yarn cargo go git dotnet mvn jq yq xmllint xsltproc pandoc latex
      code subl open xdg-open start explorer osascript launchctl systemctl service kill pkill ./x /bin/ls ../x ~/x X=1 FOO \u200bls constructor __proto__ toString
    `);
    for (const name of names) equal(prefixProblem([name]) === null, false, name);
  });

  it("is none of two words where the second runs what follows", () => {
    const prefixes =
      `npm exec|npm x|npm install|npm i|npm ci|npm create|npm init|npm config|npm pkg|npm explore|npm --prefix|pnpm dlx|pnpm exec|pnpm add
      |yarn dlx|yarn exec|yarn node|bun x|bun add|deno run|deno eval|deno test|cargo run|cargo install|go run|go generate|go tool|go install|git config
      |git -c|git push|git fetch|git clone|git bisect|git rebase|git submodule|git difftool|git filter-branch|git hook|docker run|docker exec|kubectl exec
      |python3 -c|python3 tool.py|node x.js|node -e|make SHELL=x|make -f|cargo --config|go -C|dotnet run|dotnet exec|mvn exec:java|npm test --prefix
      |make test SHELL=./evil|cargo test --config|go test -exec|tsc -p|tsc --build`.split("|");
    for (const prefix of prefixes)
      equal(prefixProblem(split(prefix)) === null, false, prefix.trim());
  });

  it("is one whose arguments name no code", () => {
    for (const prefix of [
      "npm test",
      "npm run",
      "npm run build",
      "pnpm run lint",
      "yarn test",
      "bun run build",
      "deno lint",
      "cargo test",
      "cargo build --release",
      "go test",
      "go vet",
      "make all",
      "git add",
      "git commit",
      "git log",
      "git status",
      "tsc",
      "tsc --noEmit",
      "dotnet build",
    ])
      equal(prefixProblem(split(prefix)), null, prefix);
  });
});

describe("a prefix that is allowed", () => {
  const table: Readonly<
    Record<string, { readonly yes: readonly string[]; readonly no: readonly string[] }>
  > = {
    "npm test": {
      yes: ["npm test", "npm test src/a.test.ts", "npm test -- --watch", "npm test -s"],
      no: [
        "npm test --prefix /tmp/evil",
        "npm test -C evil",
        "npm test -- --config=evil.js",
        "npm test -- -r ./evil.js",
        "npm test /tmp/x",
        "npm test ../x",
        "npm test .env",
        "npm test node_modules/evil/x.js",
        "npm testify",
        "NODE_OPTIONS=-r npm test",
        "npm test *.ts",
        "npm -C evil test",
        "cd src && npm test",
        "/tmp/npm test",
        "npm test; rm x",
        "npm test --script-shell ./evil",
        "npm test --node-options=--require=./evil",
      ],
    },
    "npm run": {
      yes: ["npm run build", "npm run build:prod"],
      no: [
        "npm run",
        "npm run -s build",
        "npm run ../x",
        "npm run --prefix=/tmp/evil build",
        "npm run build --workspace=evil",
      ],
    },
    "make test": {
      yes: ["make test", "make test -k"],
      no: [
        "make test SHELL=./evil",
        "make test -f evil.mk",
        "make test -C evil",
        "make test install",
        "make -f evil test",
        "make test --eval=x",
        "make test CC=./evil",
      ],
    },
    "cargo test": {
      yes: ["cargo test", "cargo test --release"],
      no: [
        "cargo test --config x",
        "cargo test --manifest-path /tmp/x/Cargo.toml",
        "cargo +evil test",
        "cargo test --target-dir /x",
      ],
    },
    "go test": {
      yes: ["go test ./...", "go test -race ./src/..."],
      no: [
        "go test -exec ./evil ./...",
        "go test -toolexec=./evil",
        "go test ../x",
        "go test -o /tmp/x",
        "go test -C /tmp/evil",
      ],
    },
    "git commit": {
      yes: ["git commit -m hello", "git commit -a -m hello"],
      no: [
        "git commit",
        "git commit -F /etc/passwd",
        "git commit --template=/etc/passwd",
        "git commit -m x --no-verify",
        "git commit -n -m x",
        "git -c core.editor=x commit -m x",
      ],
    },
    "git add": {
      yes: ["git add src/a.ts", "git add -A"],
      no: [
        "git add .env",
        "git add ../x",
        "git add -f x",
        "git add --pathspec-from-file=/etc/passwd",
        "git add -p",
      ],
    },
    "git log": {
      yes: ["git log", "git log --oneline -5"],
      no: [
        "git log --output=src/a.ts",
        "git log --ext-diff -p",
        "git log -p --textconv",
        "git log --show-signature",
      ],
    },
    "git diff": {
      yes: ["git diff --stat"],
      no: [
        "git diff --no-index /dev/null /etc/shadow",
        "git diff --output=x",
        "git diff --ext-diff",
      ],
    },
    tsc: {
      yes: ["tsc", "tsc --noEmit", "tsc src/a.ts"],
      no: ["tsc -p /tmp/evil", "tsc --outDir /x", "tsc @args", "tsc --build"],
    },
  };
  for (const [prefix, { yes, no }] of Object.entries(table))
    it(`lets through “${prefix}” and what is no other command`, () => {
      const rules = [allow(...split(prefix))];
      for (const line of yes) equal(decision(line, rules), "allow", line);
      for (const line of no) equal(decision(line, rules), "ask", line);
    });

  it("holds in its own folder alone", () => {
    const rules = [allow("npm", "test")];
    for (const cwd of ["/ws/node_modules/evil", "/ws/src", "/ws/link", "/tmp"])
      equal(decision("npm test", rules, cwd), "ask", cwd);
    const below: Rule = {
      kind: "command",
      decision: "allow",
      prefix: ["npm", "test"],
      cwd: "/ws/src",
    };
    equal(decision("npm test", [below], "/ws/src"), "allow");
    equal(decision("npm test", [below]), "ask");
    equal(decision("npm test", [{ ...below, cwd: "/ws/link" }], "/ws/link"), "ask");
    const exact: Rule = {
      kind: "exactCommand",
      decision: "allow",
      words: ["npm", "ci"],
      cwd: "/other",
    };
    equal(decision("npm ci", [exact]), "ask");
    equal(
      decision(
        "npm ci",
        [{ kind: "exactCommand", decision: "allow", words: ["npm", "ci"] }],
        "/ws/src",
      ),
      "ask",
    );
  });
});

describe("a prefix that is denied", () => {
  it("cannot be stepped around by options, wrappers or another way to write the program", () => {
    const rules = [allow("npm", "run"), deny("npm", "run", "deploy")];
    for (const line of [
      "npm run deploy",
      "npm run -s deploy",
      "npm run -- deploy",
      "npm --silent run deploy",
      "npm -w pkg run deploy",
      "npm --prefix x run --if-present deploy",
      "env X=1 npm run deploy",
      "/usr/bin/npm run deploy",
      "NPM run deploy",
      "npm.cmd run deploy",
      "timeout 5 npm run deploy now",
      "'npm' \"run\" deploy",
      "ls && npm run deploy",
    ])
      equal(decision(line, rules), "deny", line);
    equal(decision("npm run build", rules), "allow");
    equal(concerns(["git", "push"], ["git", "log", "push"]), false);
    equal(concerns(["git", "push"], ["git", "-C", "x", "push", "-f"]), true);
  });
});

describe("rules that cannot be used", () => {
  it("are all told, and stop automatic approval where they may have tightened", () => {
    const good = { kind: "path", decision: "allow", glob: "docs/**" };
    const many = [
      ...Array.from({ length: 599 }, () => good),
      { kind: "path", decision: "deny", glob: "docs/x" },
    ];
    const { rules, problems, lacksTightening } = parseRules(many, "user");
    equal(rules.length, 600);
    equal(problems.length, 0);
    equal(lacksTightening, false);
    equal(
      parseRules(
        Array.from({ length: 10_001 }, () => good),
        "user",
      ).lacksTightening,
      true,
    );
    const loses = (entry: unknown) => parseRules([entry], "user").lacksTightening;
    equal(loses({ kind: "path", decision: "deny", glob: "../x" }), true);
    equal(loses({ kind: "path", decision: "Deny", glob: "x" }), true);
    equal(loses({ kind: "host", decision: "ask", host: "*" }), true);
    equal(loses("deny everything"), true);
    equal(loses({ kind: "path", decision: "allow", glob: "../x" }), false);
    equal(parseRules("deny", "user").lacksTightening, true);
    equal(parseRules([good], "workspace").lacksTightening, false);
  });

  it("are those of odd words, hosts, globs and folders", () => {
    const odd: readonly object[] = [
      { kind: "command", prefix: ["python", ""] },
      { kind: "command", prefix: ["npm", "test", ""] },
      { kind: "command", prefix: [] },
      { kind: "exactCommand", words: [""] },
      { kind: "exactCommand", words: ["ls", "a\u202eb"] },
      { kind: "exactCommand", words: ["ls", "a\u0000"] },
      { kind: "exactCommand", words: ["ls"], cwd: "src" },
      { kind: "exactCommand", words: ["ls"], cwd: "/ws/../x" },
      { kind: "command", prefix: ["npm", "test"], cwd: 1 },
      ...[
        "*.com",
        "*",
        "*.",
        "a..b",
        ".a",
        "-a.com",
        "evil.com#",
        "a b",
        "*.*.com",
        "аpple.com",
      ].map(host => ({ kind: "host", host })),
      ...[
        "~/**",
        "C:/x/**",
        "c:x",
        "/x",
        "../x",
        "a/../b",
        "./a",
        "a//b",
        "a\\b",
        "!a",
        "{a,b}/**",
        "[ab]",
        "a\u0000",
        "a\u202e",
        "a\u200b",
        "a\nb",
        "x".repeat(301),
        "a/",
      ].map(glob => ({ kind: "path", glob })),
    ];
    for (const rule of odd) {
      const { rules, problems } = parseRules([{ decision: "allow", ...rule }], "user");
      equal(rules.length, 0, JSON.stringify(rule));
      equal(problems.length, 1, JSON.stringify(rule));
    }
    for (const host of ["registry.npmjs.org", "*.example.com", "localhost", "10.0.0.1"])
      equal(parseRules([{ kind: "host", decision: "allow", host }], "user").rules.length, 1, host);
  });
});
