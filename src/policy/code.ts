import { reason } from "../model/text/reason.ts";
import { fold } from "./paths.ts";
import type { Problem } from "./problem.ts";

/**
 * Names of files that some tool runs or obeys as soon as they exist, by kind. Names that begin with a dot are below.
 */
const known = names(
  Object.values({
    agents:
      "agents.md agent.md agents.override.md claude.md claude.local.md gemini.md codex.md qwen.md copilot.md warp.md crush.md amp.md conventions.md " +
      "skill.md skills.md memory.md rules.md copilot-instructions.md opencode.json opencode.jsonc crush.json mcp.json mcp.yaml mcp.toml mcp_config.json " +
      "mcp_settings.json config.toml llms.txt replit.md replit.nix coc-settings.json tasks.json launch.json",
    javascript:
      "package.json package.json5 package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml bun.lock bun.lockb deno.lock npmrc " +
      "bunfig.toml deno.json deno.jsonc import_map.json bower.json lerna.json nx.json turbo.json rush.json project.json workspace.json angular.json " +
      "ember-cli-build.js nest-cli.json brunch-config.js nodemon.json pm2.json forever.json vercel.json netlify.toml now.json firebase.json wrangler.toml " +
      "wrangler.json wrangler.jsonc app.json cdk.json tslint.json biome.json biome.jsonc dprint.json oxlint.json knip.json lefthook.json renovate.json",
    python:
      "setup.py setup.cfg pyproject.toml conftest.py tox.ini noxfile.py manage.py sitecustomize.py usercustomize.py pytest.ini pipfile pipfile.lock " +
      "poetry.lock uv.lock uv.toml pixi.toml pixi.lock pdm.toml pdm.lock hatch.toml environment.yml environment.yaml buildout.cfg pylintrc mypy.ini pdbrc " +
      "ruff.toml gunicorn.conf.py celeryconfig.py alembic.ini dodo.py pavement.py wscript waf tasks.py fabfile.py invoke.yaml pip.conf pip.ini mkdocs.yml " +
      "conf.py jupyter_notebook_config.py jupyter_server_config.py ipython_config.py",
    ruby: "thorfile guardfile gemfile.lock gems.rb gems.locked capfile podfile.lock appfile fastfile matchfile pluginfile dangerfile berksfile cheffile puppetfile steepfile appraisals config.ru irbrc",
    rust: "cargo.toml cargo.lock build.rs rust-toolchain rust-toolchain.toml clippy.toml rustfmt.toml cross.toml dist-workspace.toml",
    go: "go.mod go.sum go.work go.work.sum magefile.go mage.go reflex.conf",
    jvm:
      "pom.xml build.xml ivy.xml ivysettings.xml gradle.properties gradle-wrapper.properties gradle-wrapper.jar gradlew gradlew.bat mvnw mvnw.cmd " +
      "maven-wrapper.properties maven-wrapper.jar settings.xml build.sc build.mill project.clj deps.edn shadow-cljs.edn build.boot bb.edn lombok.config " +
      "logback.xml log4j2.xml log4j.properties plugins.sbt build.properties",
    native:
      "cmakelists.txt cmakepresets.json cmakeuserpresets.json meson.build meson_options.txt meson.options configure configure.in autogen.sh bootstrap.sh " +
      "build workspace buck conanfile.py conanfile.txt vcpkg.json xmake.lua premake5.lua build.zig build.zig.zon compile_commands.json compile_flags.txt " +
      "sconstruct sconscript jamfile jamroot package.swift mintfile project.yml pants.toml pants please.toml gdbinit",
    languages:
      "composer.json composer.lock artisan phpunit.xml phpunit.xml.dist phpstan.neon phpstan.neon.dist psalm.xml rector.php php.ini web.config robofile.php " +
      "deployer.php deploy.php pubspec.yaml pubspec.lock build.yaml analysis_options.yaml melos.yaml mix.exs mix.lock config.exs runtime.exs rebar.config rebar.config.script " +
      "gleam.toml stack.yaml package.yaml setup.hs setup.lhs shakefile.hs dune dune-project dune-workspace opam elm.json spago.dhall renv.lock project.toml " +
      "manifest.toml startup.jl nim.cfg config.nims shard.yml dub.json dub.sdl makefile.pl build.pl alire.toml fpm.toml info.rkt init.rkt " +
      "foundry.toml move.toml anchor.toml scarb.toml cartfile lakefile.lean lean-toolchain hie.yaml user.clj profiles.clj project.scala quicklisp.lisp _targets.r " +
      "configure.win cleanup infection.json5 phpbench.json codeception.yml behat.yml grumphp.yml captainhook.json libs.versions.toml gradle.lockfile local.properties " +
      "global.asax app.manifest metadata.rb policyfile.rb",
    dotnet:
      "directory.build.props directory.build.targets directory.build.rsp directory.packages.props msbuild.rsp nuget.config global.json packages.config " +
      "dotnet-tools.json launchsettings.json paket.dependencies paket.lock omnisharp.json cake.config app.config",
    tasks:
      "makefile gnumakefile bsdmakefile justfile rakefile gemfile procfile taskfile podfile brewfile vagrantfile jenkinsfile dockerfile containerfile earthfile " +
      "tiltfile snakefile maskfile maskfile.md runfile xcfile bakefile tasks.toml crontab caddyfile doxyfile snapfile deliverfile gymfile scanfile pkgbuild apkbuild portfile deps",
    infrastructure:
      "docker-bake.hcl docker-bake.json skaffold.yaml devspace.yaml okteto.yml devcontainer.json devfile.yaml kustomization.yaml kustomization.yml kustomization " +
      "chart.yaml helmfile.yaml ansible.cfg playbook.yml site.yml inventory serverless.yml serverless.yaml serverless.json samconfig.toml template.yaml fly.toml " +
      "render.yaml railway.json railway.toml nixpacks.toml app.yaml app.yml amplify.yml pulumi.yaml cdktf.json terragrunt.hcl nginx.conf httpd.conf supervisord.conf " +
      "cloud-init.yml user-data kitchen.yml molecule.yml galaxy.yml hiera.yaml snapcraft.yaml recipe.yaml meta.yaml conda_build_config.yaml postbuild apt.txt " +
      "buf.gen.yaml codegen.yml codegen.ts sqlc.yaml dbt_project.yml airflow.cfg locustfile.py behave.ini diesel.toml _config.yml _quarto.yml hugo.toml book.toml " +
      "mkdocs.yaml antora.yml typedoc.json jsdoc.json action.yml action.yaml megalinter.yml release-please-config.json",
    environments:
      "flake.nix flake.lock default.nix shell.nix devenv.nix devenv.yaml devbox.json home.nix configuration.nix guix.scm manifest.scm channels.scm mise.toml " +
      "mise.local.toml aqua.yaml hermit.hcl ripgreprc wgetrc vimrc _vimrc _exrc _curlrc init.vim init.lua init.el early-init.el tmux.conf latexmkrc",
    machine:
      "authorized_keys sshd_config ssh_config known_hosts sudoers fstab ld.so.preload rc.local inittab autorun.inf desktop.ini profile bashrc zshrc",
  }).join(" "),
);

/** Folders in which some tool obeys, runs or loads every file. */
const folders = names(
  "node_modules bower_components jspm_packages site-packages dist-packages __pycache__ venv virtualenv vendor pods carthage buildsrc githooks git-hooks " +
    "init.d debian binder cron.d profile.d conf.d sudoers.d autostart launchagents launchdaemons systemd",
);

/** A name that begins with a dot belongs to some tool. Only these neither run anything nor tell a tool what to run. */
const plainDots =
  /^\.(?:gitkeep|keep|empty|placeholder|gitignore|[\w-]*ignore|nojekyll|well-known|ds_store|allcontributors|snap|nyc_output|assets|images|static)$/;

/** Patterns of names. */
const patterns: readonly RegExp[] = [
  // JavaScript's tools: configuration that is a program, and set-ups of tests.
  /\.(?:config|conf|setup|preset|workspace|rc)\.(?:[cm]?[jt]sx?|json[c5]?|ya?ml|toml)$/,
  /^(?:gulpfile|gruntfile|jakefile|cakefile|plopfile|knexfile|ormconfig|truffle|truffle-config|gatsby-\w+|setup-?tests?|(?:jest|vitest|test|mocha|karma|cypress)[._-]?setup|global[._-]?(?:setup|teardown)|pnpmfile|webpackfile|brunch-config|testem|wallaby|protractor)(?:\.[\w-]+)*\.(?:[cm]?[jt]sx?|coffee|ls|json)$/,
  /^(?:webpack|rollup|vite|vitest|jest|mocha|karma|babel|wdio|tailwind|postcss|eslint|prettier|stylelint|rspack|esbuild|metro)[.-][\w.-]+\.(?:[cm]?[jt]sx?|json)$/,
  /^[tj]sconfig.*\.json$|^\w+rc\.(?:[cm]?[jt]s|json|ya?ml|toml)$/,
  // Builds and containers, whatever variant of their names.
  /^(?:gnu|bsd)?makefile[._-]|\.(?:mk|mak|make|ninja|am|ac|m4|cmake|gypi?|gni?|bzl|bazel|bxl|star|jam|pr[oi]|nix|dhall|cue|just)$/,
  /^(?:docker|container|rake|just|gem|pod|brew|vagrant|jenkins|proc|task|earth|tilt|snake|cake|cap|fast|danger|guard)file[._-]|\.(?:dockerfile|containerfile|jenkinsfile|vagrantfile|rake|thor|gemspec|podspec|podspec\.json)$/,
  /^(?:docker-)?(?:compose|stack)(?:[._-].*)?\.(?:ya?ml|json)$|^taskfile\..*\.ya?ml$/,
  // Continuous integration.
  /^(?:[\w-]+-)?(?:ci|pipelines?|travis|drone|appveyor|cirrus|woodpecker|buildkite|circle|wercker|cloudbuild|buildspec|appspec|codemagic|bitrise|semaphore|codecov|readthedocs|dependabot|renovate|mergify|goreleaser|golangci|lefthook|pre-commit|overcommit|gitpod|workflow)(?:[._-][\w.-]*)?\.(?:ya?ml|toml|json5?|jsonnet|star|groovy)$/,
  // Infrastructure, and what an operating system starts.
  /\.(?:tf|tf\.json|tfvars|tfvars\.json|hcl|nomad|bicep|rego|sls|pp|ebuild|spec|asd|service|timer|socket|mount|desktop|plist|reg|inf|url|webloc|lnk|scf|library-ms)$/,
  // Projects of languages.
  /\.(?:(?:cs|fs|vb|vcx|sh|sql|wix|es|nj|dt)?proj|props|targets|tasks|rsp|slnx?|slnf|nuspec|ruleset|runsettings|pubxml|csx|fsx|cake|user)$/,
  /\.(?:gradle|gradle\.kts|main\.kts|sbt|cabal|cabal\.project|opam|nimble|rockspec|pth|egg-link|psd1|psm1|ps1xml|code-workspace|sublime-project|iml|ipr|iws|xcworkspacedata|pbxproj|xcscheme|xcconfig)$|^cabal\.project/,
  /^(?:requirements|constraints)(?:[._-].*)?\.(?:txt|in)$/,
  // Programs and libraries of the machine.
  /\.(?:exe|com|scr|pif|bat|cmd|msi|msc|cpl|hta|vbs|vbe|jse|wsf|wsh|ps1|jar|app|command|scpt|applescript|dll|dylib|pyd|node|vsix|crx|apk|deb|rpm|appimage)$|\.so(?:\.\d+)*$/,
  // Agents' instructions.
  /^(?:agents?|claude|gemini|codex|copilot|cursor|qwen|skill)(?:[._-][\w.-]*)?\.(?:mdc?|mdx|toml|ya?ml|json)$|\.(?:mdc|prompty|(?:prompt|instructions|chatmode|agent|skill)\.md)$/,
];

/**
 * Whether some tool runs or obeys a file as soon as it exists: settings, hooks, tasks, builds, CI, shell start-up, agents'
 * instructions. `path` is relative to the workspace folder, or absolute.
 */
export function isCode(path: string): boolean {
  const parts = plainParts(path);
  const name = parts.at(-1) ?? "";
  return (
    parts.some(part => (part.startsWith(".") && !plainDots.test(part)) || folders.has(part)) ||
    known.has(name) ||
    patterns.some(pattern => pattern.test(name))
  );
}

/** A name as a file system sees it that ignores case, width, invisible characters, and what Windows drops. */
const plainParts = (path: string): readonly string[] =>
  fold(path)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .split(/[/\\]+/)
    // Windows drops dots and blanks at the end of a name, reads `name:stream` as the file itself, and knows short
    // names.
    .map(part => (part.length > longestName ? "long" : plainPart(part)))
    .filter(part => part !== "");

/** No file system allows a longer name, and judging one would take long. */
const longestName = 255;

const plainPart = (part: string): string =>
  part
    .replace(/:.*$/, "")
    .replace(/[. ]+$/, "")
    .replace(/^git~\d+$/, ".git");

/** Why a file system may understand a path differently from how it reads; null when it cannot. */
export function oddName(path: string): Problem {
  if (path.length > 1000) return reason("name.long", { count: 1000 });
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u.test(path))
    return reason("name.unseen");
  for (const part of path.split("/")) {
    if (/[\\:*?"<>|]/.test(part)) return reason("name.windowsCharacter");
    if (/[. ]$|^ /.test(part) && part !== "." && part !== "..") return reason("name.dropped");
    if (/~\d{1,6}(?:\..{0,3})?$/.test(part)) return reason("name.short");
    if (/^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/i.test(part))
      return reason("name.device");
  }
  return null;
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
