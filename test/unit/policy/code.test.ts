import { equal, match } from "node:assert/strict";
import { isCode, oddName } from "../../../src/policy/code.ts";
import { decide } from "../../../src/policy/decide.ts";
import { matchesGlob } from "../../../src/policy/glob.ts";
import type { ChangedPath, Facts } from "../../../src/policy/question.ts";
import type { Rule } from "../../../src/policy/rule.ts";
import { said } from "../../../src/model/text/say.ts";

const split = (text: string) => text.trim().split(/\s+/);

describe("names of files that some tool runs", () => {
  const kinds: Readonly<Record<string, string>> = {
    "JavaScript's": `.eslintrc.js .eslintrc.cjs .eslintrc.json .eslintrc eslint.config.js eslint.config.mts .prettierrc.js .prettierrc prettier.config.mjs .babelrc .babelrc.js babel.config.cts
      .mocharc.cjs .lintstagedrc.js lint-staged.config.js gulpfile.js gulpfile.babel.js gulpfile.esm.mjs Gruntfile.js Gruntfile.coffee jest.setup.js jest.setup.ts jest.config.ts jest-setup.ts
      vitest.setup.ts setupTests.ts globalSetup.js global-teardown.ts node_modules/x/index.js packages/a/node_modules/.bin/x package.json package-lock.json yarn.lock pnpm-lock.yaml
      .npmrc .yarnrc .yarnrc.yml .yarn/releases/yarn.cjs .pnpmfile.cjs pnpm-workspace.yaml bunfig.toml deno.json deno.jsonc import_map.json webpack.config.js webpack.prod.js rollup.config.mjs
      vite.config.ts tailwind.config.js postcss.config.cjs next.config.mjs nuxt.config.ts svelte.config.js astro.config.mjs tsup.config.ts karma.conf.js wdio.conf.ts protractor.conf.js
      playwright.config.ts cypress.config.ts .storybook/main.js metro.config.js ember-cli-build.js angular.json nx.json turbo.json lerna.json rush.json nodemon.json .nycrc .c8rc.json
      .stylelintrc.js .commitlintrc.js commitlint.config.js .releaserc.js .huskyrc.js .huskyrc .swcrc .taprc .avarc gatsby-node.js gatsby-config.ts knexfile.js plopfile.js tsconfig.json
      tsconfig.build.json jsconfig.json .parcelrc .postcssrc.js .browserslistrc .size-limit.js .xo-config.js .remarkrc.mjs vercel.json netlify.toml wrangler.toml firebase.json .jshintrc`,
    "Python's": `setup.py setup.cfg pyproject.toml conftest.py tests/conftest.py tox.ini noxfile.py sitecustomize.py usercustomize.py x.pth pytest.ini .pylintrc .flake8 mypy.ini manage.py
      requirements.txt requirements-dev.txt constraints.txt Pipfile poetry.lock uv.toml environment.yml .pre-commit-config.yaml .pdbrc .pythonrc.py venv/bin/python .venv/bin/activate
      fabfile.py tasks.py dodo.py gunicorn.conf.py alembic.ini .coveragerc site-packages/x.py __pycache__/a.pyc pip.conf .condarc jupyter_notebook_config.py wscript`,
    "other languages'": `Rakefile rakefile.rb Gemfile Gemfile.lock x.gemspec .rspec .irbrc .pryrc Guardfile Capfile Fastfile config.ru Vagrantfile Podfile x.podspec Dangerfile lib/tasks/x.rake
      Cargo.toml build.rs .cargo/config.toml .cargo/config rust-toolchain.toml clippy.toml go.mod go.work magefile.go .golangci.yml .air.toml pom.xml build.gradle build.gradle.kts settings.gradle
      settings.gradle.kts init.gradle gradle.properties gradlew gradlew.bat gradle/wrapper/gradle-wrapper.properties gradle/wrapper/gradle-wrapper.jar mvnw .mvn/extensions.xml .mvn/jvm.config
      build.xml build.sbt project/plugins.sbt project.clj deps.edn composer.json composer.lock .php-cs-fixer.php phpunit.xml artisan x.csproj x.fsproj x.vbproj x.vcxproj Directory.Build.props
      Directory.Build.targets x.targets x.props x.sln x.slnx nuget.config global.json x.csx x.fsx build.cake .config/dotnet-tools.json Package.swift x.xcconfig x.pbxproj pubspec.yaml build.yaml mix.exs rebar.config
      .iex.exs .formatter.exs config/config.exs stack.yaml x.cabal cabal.project Setup.hs .ghci dune dune-project x.opam elm.json .Rprofile renv.lock startup.jl Project.toml x.nimble config.nims
      shard.yml dub.json build.zig x.rockspec Makefile.PL Build.PL x.psd1 x.psm1 .perltidyrc`,
    "builds'": `Makefile makefile GNUmakefile Makefile.am Makefile.local x.mk rules.mk x.mak CMakeLists.txt x.cmake CMakePresets.json meson.build configure configure.ac autogen.sh build.ninja BUILD BUILD.bazel
      WORKSPACE MODULE.bazel x.bzl .bazelrc BUCK .buckconfig SConstruct SConscript Jamfile xmake.lua premake5.lua conanfile.py vcpkg.json justfile Justfile .justfile Taskfile.yml taskfile.yaml Taskfile.dist.yml Procfile
      Procfile.dev Tiltfile Earthfile Snakefile Brewfile Dockerfile Dockerfile.dev dev.Dockerfile Containerfile docker-compose.yml docker-compose.override.yml compose.yml compose.yaml compose.prod.yaml
      docker-bake.hcl skaffold.yaml x.tf x.tfvars terragrunt.hcl Pulumi.yaml serverless.yml Chart.yaml kustomization.yaml ansible.cfg playbook.yml x.nomad x.sls x.pp debian/rules PKGBUILD x.ebuild x.spec snapcraft.yaml kitchen.yml Caddyfile Doxyfile codegen.ts foundry.toml lakefile.lean`,
    "continuous integration's": `.github/workflows/ci.yml .github/actions/x/action.yml .gitlab-ci.yml .travis.yml .circleci/config.yml azure-pipelines.yml azure-pipelines.release.yml bitbucket-pipelines.yml
      Jenkinsfile Jenkinsfile.prod appveyor.yml .appveyor.yml .drone.yml .drone.star .cirrus.yml .woodpecker.yml .woodpecker/build.yml .buildkite/pipeline.yml cloudbuild.yaml buildspec.yml appspec.yml codemagic.yaml
      bitrise.yml .semaphore/semaphore.yml wercker.yml .goreleaser.yml renovate.json .renovaterc .github/dependabot.yml .readthedocs.yaml codecov.yml lefthook.yml .lefthook.yml lefthook-local.yml .overcommit.yml`,
    "editors' and agents'": `.vscode/tasks.json .vscode/settings.json x.code-workspace .idea/workspace.xml .idea/runConfigurations/x.xml .run/x.run.xml .fleet/run.json .zed/tasks.json .devcontainer.json .devcontainer/devcontainer.json
      .exrc .vimrc .nvim.lua .lvimrc .dir-locals.el .emacs .projectile .editorconfig .gdbinit .lldbinit x.sublime-project .clangd .ycm_extra_conf.py coc-settings.json AGENTS.md agents.md CLAUDE.md CLAUDE.local.md
      GEMINI.md .cursorrules .cursor/rules/x.mdc .clinerules .clinerules/x.md .windsurfrules .roo/rules.md .roomodes .gemini/settings.json .gemini/commands/x.toml opencode.json SKILL.md skills/x/SKILL.md
      .github/copilot-instructions.md x.instructions.md x.prompt.md .codex/config.toml .agents/x .claude/settings.json .mcp.json mcp.json .aider.conf.yml .goosehints .kiro/hooks/x .junie/guidelines.md QWEN.md .continue/config.json`,
    "shells', environments' and machines'": `.bashrc .bash_profile .bash_aliases .profile .zshrc .zshenv .zprofile .zlogin .kshrc .cshrc .tcshrc .login .inputrc .config/fish/config.fish .envrc .env .env.local .tool-versions .mise.toml mise.toml
      .rtx.toml .nvmrc .node-version .python-version .ruby-version .sdkmanrc flake.nix flake.lock default.nix shell.nix devenv.nix devbox.json .ripgreprc .wgetrc .curlrc .psqlrc .sqliterc .my.cnf .netrc .ssh/config
      .ssh/authorized_keys .gnupg/gpg.conf .git/config .git/hooks/pre-commit sub/.git/hooks/x .gitmodules .gitattributes .gitconfig .githooks/pre-push .husky/pre-commit .husky/_/husky.sh .hg/hgrc .hgrc .tmux.conf .screenrc
      .Xresources .xinitrc x.service x.desktop x.plist x.reg x.lnk autorun.inf x.bat x.cmd x.ps1 x.vbs x.exe x.dll x.so libx.so.1 x.dylib x.jar x.node crontab .latexmkrc latexmkrc .sublime-keymap`,
    disguised:
      ".gi\u200ct/config .GIT/config GIT~1/config .git./config .VSCODE/tasks.json package.json::$DATA AGENTS.md. ｐackage.json .g\u00adit/hooks/x",
  };
  for (const [kind, names] of Object.entries(kinds))
    it(`knows ${kind}`, () => {
      for (const name of split(names))
        for (const path of [name, `sub/${name}`]) equal(isCode(path), true, path);
    });

  it("are told in linear time from names that were made to take long", () => {
    for (const start of [
      "ci",
      "a-ci",
      "agents",
      "webpack",
      "gulpfile",
      "dockerfile",
      "requirements",
      "docker-compose",
      "x.config",
      ".",
      "",
    ])
      for (const part of ["-a", ".a", "_a", "a-", ".", "-", "a.", "_"]) {
        equal(isCode(`src/${start}x${part.repeat(100_000)}!`), false, start + part);
        isCode(`src/${start}x${part.repeat(120)}!`);
      }
    equal(isCode(`ci${"-a".repeat(20_000)}!`), false);
    equal(isCode(`agents${"-a_b.c".repeat(10_000)}!`), false);
    equal(isCode(`webpack.${"a.".repeat(20_000)}!`), false);
  });

  it("leaves alone what people write", () => {
    for (const path of split(`README.md docs/guide.md src/index.ts src/a.test.ts src/hooks/useThing.ts src/components/Button.tsx src/build.ts src/environment.ts src/pipeline.ts src/compose.ts src/config.ts
      src/setup.ts lib/a.py app/models/user.rb main.go src/main.rs src/lib.rs Main.java Program.cs index.html style.css data.json data.csv notes.txt LICENSE CHANGELOG.md .gitignore .prettierignore .dockerignore
      src/__init__.py src/release.ts src/next.ts src/register.ts i18n/en.json assets/logo.svg test/unit/a.test.ts src/tasks/list.ts src/agent.ts src/skills.ts src/rules.ts a.sql b.proto c.graphql .gitkeep src/service.ts
      src/user.ts src/app.module.ts src/app.service.ts src/targets.ts docs/docker.md x.sh lib/vendorList.ts`))
      equal(isCode(path), false, path);
  });
});

const facts: Facts = {
  isTrusted: true,
  approvalPolicy: "untrusted",
  root: "/ws",
  gitProblem: () => null,
  printedByGit: () => null,
  mcpConfig: () => null,
  realPath: path => path,
  kind: () => "file",
  names: () => [],
  survey: () => ({ findings: [], links: [], lifts: [] }),
  conflict: () => null,
  exists: () => false,
  isShared: () => false,
};
const judge = (
  path: string,
  rules: readonly Rule[],
  more: Partial<Facts> = {},
  kind: ChangedPath["kind"] = "update",
) =>
  decide(
    { kind: "fileChange", changes: [{ path, kind, movesTo: null }] },
    { isAutomatic: true, rules },
    { ...facts, ...more },
  );
const everything: Rule = { kind: "path", decision: "allow", glob: "**" };
const notes: Rule = { kind: "path", decision: "allow", glob: "notes/**" };
const noSource: Rule = { kind: "path", decision: "deny", glob: "src/**" };

describe("a path that a rule speaks of", () => {
  it("is also the one that links lead to", () => {
    const realPath = (path: string) => path.replace("/ws/notes/l", "/ws/src");
    equal(judge("/ws/notes/l/new.txt", [notes], { realPath }, "add").decision, "ask");
    equal(judge("/ws/notes/l/new.txt", [notes, noSource], { realPath }, "add").decision, "deny");
    equal(judge("/ws/notes/l/a.txt", [notes, everything], { realPath }).decision, "allow");
    equal(
      judge("/ws/notes/l/a.txt", [everything, { ...noSource, glob: "SRC/**" }], { realPath })
        .decision,
      "deny",
    );
    const file = (path: string) => (path === "/ws/notes/a.txt" ? "/ws/src/a.txt" : path);
    equal(judge("/ws/notes/a.txt", [notes, noSource], { realPath: file }).decision, "deny");
    match(said(judge("/ws/notes/a.txt", [notes], { isShared: () => true }).reason), /another name/);
    equal(judge("/ws/notes/a.txt", [notes]).decision, "allow");
  });

  it("is asked about where its name may be another's", () => {
    for (const name of [
      "a\u0000b",
      "a\nb",
      "a\u202eb",
      "a\u200bb",
      "a:stream",
      "con",
      "CON.txt",
      "sub/nul",
      "com1.md",
      "lpt9",
      "..\\..\\x",
      "a\\b",
      "a. ",
      "a.",
      "NOTES~1.TXT",
      "LONGNA~1/x.txt",
      " a",
      "a*",
      'a"',
      "a|b",
      "a\ud800",
      "x".repeat(1001),
      "conin$",
      "a\u2028b",
      "a\ufeffb",
    ])
      equal(judge(`/ws/${name}`, [everything]).decision, "ask", JSON.stringify(name));
    for (const name of [
      "a.txt",
      "a b.txt",
      "a-b_c(1).txt",
      "été.txt",
      "日本語.md",
      "a~b.txt",
      "a~",
      "com.txt",
      "console.txt",
      "a,b;c.txt",
      "[slug].tsx",
      "a'b.txt",
    ])
      equal(oddName(name), null, name);
    for (const path of [
      "notes/a.txt",
      "/ws/../etc/x",
      "//ws/a.txt",
      "/WS/a.txt",
      "C:\\ws\\a",
      "",
      "/ws2/a.txt",
    ])
      equal(judge(path, [everything]).decision, "ask", path);
  });

  it("is judged in bounded time by many rules", function () {
    this.timeout(10_000);
    const rules = Array.from({ length: 500 }, (_, at): Rule => ({
      kind: "path",
      decision: "deny",
      glob: `**/a${at}/**/*b*c*${at}`,
    }));
    const changes = Array.from({ length: 1000 }, (_, at): ChangedPath => ({
      path: `/ws/${"a/".repeat(40)}${at}.txt`,
      kind: "update",
      movesTo: null,
    }));
    const policy = { isAutomatic: true, rules: [...rules, everything] };
    equal(decide({ kind: "fileChange", changes }, policy, facts).decision, "allow");
  });
});

describe("a glob", () => {
  it("means the same however it is read", () => {
    const table: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ["docs/**", ["docs/a", "docs/a/b.md", "docs"], ["doc/a", "docsx/a", "x/docs/a"]],
      ["docs/*", ["docs/a", "docs/"], ["docs/a/b", "docs"]],
      ["**/*.ts", ["a.ts", "a/b.ts", ".ts"], ["a.tsx", "a/b.ts/c"]],
      [
        "src/**/a*b*c.ts",
        ["src/abc.ts", "src/x/y/aXbYc.ts"],
        ["src/acb.ts", "src/ab.ts", "abc.ts"],
      ],
      ["a?c", ["abc", "a👍c"], ["ac", "abbc"]],
      ["*a*a*", ["aa", "banana"], ["a", "b"]],
      ["aa*aa", ["aaaa", "aabaa"], ["aaa", "aa"]],
      ["**", ["a", "a/b/c"], []],
      ["**/a/**/b", ["a/b", "x/a/y/b", "a/a/b/b"], ["a", "b", "a/bc"]],
      ["x*", ["x", "xy"], ["yx"]],
    ];
    for (const [glob, yes, no] of table) {
      for (const path of yes) equal(matchesGlob(path, glob), true, `${path} by ${glob}`);
      for (const path of no) equal(matchesGlob(path, glob), false, `${path} by ${glob}`);
    }
  });
});
