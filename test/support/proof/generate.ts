import type { Form, Kind } from "../../../src/policy/form.ts";
import { forms } from "../../../src/policy/forms.ts";
import { gitForms } from "../../../src/policy/gitForms.ts";
import { gitReading } from "../../../src/policy/gitReading.ts";
import type { Random } from "../random.ts";

const texts =
  "foo x never auto always .env *.ts *.env !x -n a.b src 5 '' out.txt KEY $HOME `x` node_modules".split(
    " ",
  );
const words = "short word ts yaml all js x2 5 never README.md sh node .env".split(" ");
/** What a value with a grammar of its own could be, right or wrong. */
const values =
  "auto never always 1,2 1-3 2 n a rn d x h o f 16 100 date hours ns path iso modified *.ts *.md !node_modules !*.ts *.env *.yml *.{ts,env} src/*.ts **/*.md .* +5 10k 1p d,f %f\\n %s_%p %h/%f 3 10 1 0".split(
    " ",
  );
const numbers = "0 1 2 3 5 10 +2 -1 1k".split(" ");
const paths =
  "README.md a.txt b.txt data.txt data.csv package.json src src/ ./src src/a.ts src/deep . ./ .. / docs docs/guide.md docs/中文.md config config/plain.yaml logs many odd far far/deep far/*.ts inner inner/a.ts list x missing missing.txt .github .gitignore evil.awk a empty a/own.txt a/x -- -".split(
    " ",
  );
const traps =
  ".env .git .git/config .vscode/settings.json .npmrc server.pem config/secrets.yaml src/.env.local link-to-env linkdir linkdir/o.txt gitlink gitlink/config out.txt conf.txt code.txt zero.txt environ.md dangling.txt pipe docs/e.md logs/e.txt many/more 5 3 10 1 never auto always word short -n -b -l -delete --pre=evil --files0-from=.env --include=x.ts /etc/passwd /dev/zero /proc/self/environ ../outside/o.txt src/../.env a/deep krb5.keytab src/token.txt".split(
    " ",
  );
const globs =
  "* *.txt *.md *.ts src/*.ts docs/* docs/*.md logs/*.txt many/* odd/*.md far/*.ts far/* far/*/*.ts far/?ore.ts */*.ts --* -* *0-f* ?? .* *.env src/* l* *link* a/* */ **/*.ts inner/*.ts linkdir/*".split(
    " ",
  );

/** What tools with a language of their own are told first. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  awk: '{print $1}|NR==1|NR>=2 && NR<=4|/foo/|/foo/{print $2}|END{print NR}|{system("id")}|{print > "PWNED"}|{getline < ".env"; print}|NR==1,NR==3|$1 == "a"'.split(
    "|",
  ),
  sed: "s/foo/bar/|s/a/b/g|s/a/b/e|$=|1,2p|$p|/foo/p|1p;2p|/foo/,/bar/p|w PWNED|1w PWNED|1e id|r .env|1,2d|s/a/b/w PWNED|/x/w y".split(
    "|",
  ),
  jq: '.|.scripts|.scripts,.name|keys|.scripts | keys[]|.[] | length|map(.x)|to_entries|env|$ENV|input|.scripts["a"]|getpath(["a"])|input_filename|.dependencies | to_entries[]'.split(
    "|",
  ),
  tr: ["a", "a b", "a-z A-Z", "-d x", "\\n ,", "-s e"],
  printf: ["%s\\n", "x", "%d", "%s %s\\n", "-v x", "%b", "%%", "%5s"],
  date: ["+%F", "+%s", "01010000", "+%H:%M", "-s x"],
  seq: ["1 3", "3", "1 2 9", "1"],
  expr: ["1 + 2", "4 / 2", "length x"],
  which: ["node", "bash", "ls cat", "-a sh"],
  command: ["-v node", "-v ls", "node", "-V ls"],
  sleep: ["0", "0.01"],
  node: ["--version", "-v", "-e 1"],
  python3: ["--version", "-V", "-c 1"],
  python: ["--version", "-V"],
  "[": [
    "-f README.md ]",
    "-d src ]",
    "-e .env ]",
    "-s a.txt ]",
    "-f *.md ]",
    "a = b ]",
    "-x evil ]",
  ],
};

/** Command lines from the policy's own table, so that whatever it knows is tried: right, nearly right and hostile. */
export function generate(random: Random, there: readonly string[]): string {
  const lines = [simple({ random, there }, null)];
  const more = random.below(10);
  if (more < 2)
    lines.unshift(
      random.pick([
        "cd src && ",
        "cd docs && ",
        "cd nope && ",
        "cd inner && ",
        "cd many && ",
        "cd a.txt && ",
        "cd linkdir && ",
        "cd +1 && ",
      ]),
    );
  if (more === 2 || more === 1)
    lines.push(random.pick([" && ", " || ", "; ", ";"]), simple({ random, there }, null));
  if (more === 3 || more === 4) lines.push(" | ", simple({ random, there }, random.pick(fed)));
  if (more === 5) lines.push(random.pick([" < ", " <"]), random.pick([...paths, ...traps]));
  if (more === 6) lines.push(random.pick([" 2>/dev/null", " 2>&1", " >/dev/null"]));
  return lines.join("");
}

const fed =
  "grep head tail wc sort uniq cut tr sed awk jq cat nl rg fold column tac rev paste od strings base64 md5sum".split(
    " ",
  );
const names = [
  ...Object.keys(forms),
  "[",
  "git",
  "git",
  "rg",
  "rg",
  "grep",
  "grep",
  "diff",
  "ls",
  "cat",
  "head",
  "find",
];

interface Source {
  readonly random: Random;
  /** Paths of the folder that the command is for. */
  readonly there: readonly string[];
}

function simple({ random, there }: Source, chosen: string | null): string {
  const name = chosen ?? random.pick(names);
  if (name === "git") return gitLine({ random, there });
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  const options = form ? Array.from({ length: random.below(4) }, () => option(form, random)) : [];
  const script =
    Object.hasOwn(scripts, name) && scripts[name] && random.below(8) > 0
      ? [scriptOf(name, random)]
      : [];
  const needsPattern = ["grep", "egrep", "fgrep", "rg"].includes(name) && random.below(6) > 0;
  const count = chosen !== null && random.below(4) > 0 ? 0 : random.below(4);
  const operands = [
    ...script,
    ...(needsPattern ? [random.pick(["foo", "'a|b'", "KEY", "'^'", "."])] : []),
    ...Array.from({ length: count }, () => operand({ random, there })),
  ];
  const parts = random.below(4) === 0 ? [...operands, ...options] : [...options, ...operands];
  return [name, ...parts].join(" ");
}

const revisions =
  "HEAD HEAD~1 HEAD~2 v1.beta master HEAD~1..HEAD HEAD:README.md HEAD:.env HEAD~1:.env HEAD:src/a.ts v1.beta:.env v1.beta:src @{1} -- README.md src".split(
    " ",
  );
const gitForeign =
  "--ext-diff --textconv --output=PWNED -O --no-index --show-signature -L1,5:README.md --dirty -p -U3 -U --stat --patch -c --cc -m --all -z --raw".split(
    " ",
  );

function gitLine({ random, there }: Source): string {
  const command = random.pick(gitReading);
  const form = gitForms[command];
  const values: [string, Kind][] = Object.entries({ ...form.glued, ...form.valued });
  const option = (): string => {
    const kind = random.below(8);
    if (kind === 0) return random.pick(gitForeign);
    if (kind < 4 && form.plain?.length) return random.pick(form.plain);
    if (values.length === 0) return random.pick(gitForeign);
    const [name, of] = random.pick(values);
    const value = quoted(valueOf(of, random), random);
    return random.pick([name, `${name} ${value}`, `${name}=${value}`, name + value]);
  };
  const operand = () =>
    random.below(3) > 0
      ? random.pick(revisions)
      : quoted(random.pick(random.below(2) > 0 ? there : traps), random);
  const parts = [
    ...Array.from({ length: random.below(4) }, option),
    ...Array.from({ length: random.below(3) }, operand),
  ];
  const before = random.pick(["", "", "", "--no-pager ", "-p ", "-C src ", "--version "]);
  return `git ${before}${[command, ...parts].join(" ")}`;
}

function scriptOf(name: string, random: Random): string {
  const script = random.pick(scripts[name] ?? [""]);
  if (name === "sed") return `${random.below(5) > 0 ? "-n " : ""}'${script}'`;
  return ["awk", "jq", "printf"].includes(name) && !script.startsWith("-") ? `'${script}'` : script;
}

function operand({ random, there }: Source): string {
  const kind = random.below(10);
  if (kind < 2) return random.pick(globs);
  return quoted(random.pick(kind < 4 ? traps : kind < 7 ? there : paths), random);
}

function option(form: Form, random: Random): string {
  const choices: (() => string)[] = [() => random.pick(foreign)];
  const flags = (form.flags ?? "").split("");
  if (flags.length > 0) {
    const letter = () => (form.isSingleDash ? `-${random.pick(flags)}` : `-${random.pick(flags)}`);
    choices.push(
      letter,
      letter,
      () => letter() + random.pick(flags),
      () => letter() + valued(form, random).slice(1),
    );
  }
  const known = () => valued(form, random);
  choices.push(known, known, known);
  if (form.hasNumberFlag) choices.push(() => `-${random.pick(["1", "3", "20"])}`);
  return random.pick(choices)();
}

/** An option with its value: glued on, apart, after `=`, or left out. */
function valued(form: Form, random: Random): string {
  const dash = form.isSingleDash ? "-" : "--";
  const table: [string, Kind | null][] = [
    ...Object.entries(form.values ?? {}).map(([name, kind]): [string, Kind] => [`-${name}`, kind]),
    ...Object.entries(form.optional ?? {}).map(([name, kind]): [string, Kind] => [
      name.length === 1 ? `-${name}` : `--${name}`,
      kind,
    ]),
    ...Object.entries(form.long ?? {}).map(([name, kind]): [string, Kind | null] => [
      dash + name,
      kind,
    ]),
  ];
  if (table.length === 0) return random.pick(foreign);
  const [name, kind] = random.pick(table);
  if (kind === null) return name;
  const value = quoted(valueOf(kind, random), random);
  const isLong = name.startsWith("--");
  return random.pick([
    `${name} ${value}`,
    isLong ? `${name}=${value}` : name + value,
    `${name} ${value}`,
    name,
  ]);
}

function valueOf(kind: Kind, random: Random): string {
  if (random.below(12) === 0) return random.pick([...traps, ...texts]);
  if (kind instanceof RegExp) {
    const fitting = values.filter(value => kind.test(value));
    return random.pick(fitting.length > 0 && random.below(5) > 0 ? fitting : values);
  }
  switch (kind) {
    case "number":
      return random.pick(numbers);
    case "text":
      return random.pick(texts);
    case "word":
      return random.pick(words);
    case "char":
      return random.pick([",", ":", "\\t", "1", "x"]);
    case "path":
      return random.pick([...paths, ...traps]);
  }
}

/** Options that do harm in some tool. */
const foreign =
  "-o -f -L -H -R -r -a --hidden -uu -. --follow --no-ignore -z --pre=evil --files0-from=.env -T -S -exec -delete -fprint --output=PWNED -i -w -N -l -x -c --help --version --color --color=auto --pretty -U3 -e --dereference".split(
    " ",
  );

/** What shells read in their own ways where it stands without quotes. */
const raw =
  "=ls path[1] x^y a{b,c} !x ~ ~+ $HOME $(id) `id` a\\ b #x *(.) %1 a=b (x) x; 2>x &".split(" ");

const quoted = (text: string, random: Random): string =>
  random.below(60) === 0
    ? random.pick(raw)
    : /^[\w./,:@%+=-]+$/.test(text) && random.below(6) > 0
      ? text
      : text.startsWith("'")
        ? text
        : `'${text}'`;
