import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { lex } from "../../../src/policy/lex.ts";
import { canary, createFolder, makeRepository } from "../folders.ts";
import { createOracle, type Judged, type Oracle } from "../oracle.ts";
import { createRandom, type Random } from "../random.ts";
import { generate } from "./generate.ts";
import { findBreach, type Proof } from "./judgeCalls.ts";
import { handOver, traceAll } from "./trace.ts";

/** Kinds of folders that commands are tried in; all but one are repositories as well. */
const profiles = [
  "hostile",
  "hostile",
  "plain",
  "nosecret",
  "linkdirs",
  "visible",
  "rootlink",
  "history",
];
const environment = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  LANG: "C.UTF-8",
  GIT_PAGER: "cat",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  TOKEN: canary,
};

/** A folder that commands are judged and run in. */
export interface Place {
  readonly profile: string;
  readonly root: string;
  readonly oracle: Oracle;
  /** Paths of all that lies in it, but for git's own. */
  readonly there: readonly string[];
}

export function createPlaces(): Place[] {
  return profiles.map(profile => {
    const root = createFolder(profile);
    makeRepository(root, { hasPast: profile === "history" });
    if (profile === "hostile") spawnSync("mkfifo", [join(root, "pipe")]);
    handOver(dirname(root));
    const there = readdirSync(root, { recursive: true, encoding: "utf8" });
    return {
      profile,
      root,
      oracle: createOracle(root),
      there: there.filter(path => !path.startsWith(".git/") && !path.includes("'")),
    };
  });
}

export const removePlaces = (places: readonly Place[]): void => {
  for (const { root } of places) rmSync(dirname(root), { recursive: true, force: true });
};

export const shellsHere = (): string[] =>
  ["bash", "zsh"].filter(shell => spawnSync(shell, ["-c", "true"]).status === 0);

/** An allowed command, where it is to be run. */
export interface Candidate {
  readonly shell: string;
  readonly command: string;
  readonly cwd: string;
  readonly place: Place;
  readonly judged: Judged;
}

/** Commands out of the generator that the policy allows and that are not among `known`, with how many it took. */
async function generateAllowed(
  count: number,
  { places, random, known }: { places: readonly Place[]; random: Random; known: Set<string> },
): Promise<{ allowed: readonly Candidate[]; tried: number }> {
  const allowed: Candidate[] = [];
  const shells = shellsHere();
  let tried = 0;
  for (; allowed.length < count && tried < count * 100; tried++) {
    const [place, shell] = [random.pick(places), random.pick(shells)];
    const command = generate(random, place.there);
    const cwd = join(place.root, random.below(8) === 0 ? random.pick(folders) : "");
    const name = `${shell} ${cwd} ${command}`;
    if (known.has(name)) continue;
    const judged = await place.oracle.judge({ shell, command, cwd });
    if (judged.verdict.decision !== "allow") continue;
    known.add(name);
    allowed.push({ shell, command, cwd, place, judged });
  }
  return { allowed, tried };
}

const folders = ["src", "docs", "inner", "linkdir", "many", "gitlink", ".git", "out", "a/deep"];
const batchSize = 100;

/** Runs allowed commands and compares what each did with what its verdict says; gives a line of a corpus for each that did more. */
export async function prove(candidates: readonly Candidate[]): Promise<string[]> {
  const batches: Candidate[][] = [];
  for (let at = 0; at < candidates.length; at += batchSize)
    batches.push(candidates.slice(at, at + batchSize));
  const breaches: string[] = [];
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const traced = await traceAll(batch, environment);
      for (const [at, found] of traced.entries()) {
        const candidate = batch[at];
        const breach = candidate ? findBreach(proofOf(candidate), found) : null;
        if (candidate && breach !== null) breaches.push(corpusRow(candidate, breach));
      }
    }
  };
  await Promise.all([work(), work()]);
  return breaches;
}

function proofOf(candidate: Candidate): Proof {
  const lexed = lex(candidate.command, candidate.shell === "zsh" ? "zsh" : "bash");
  const programs = lexed.ok ? lexed.commands.map(({ words }) => words[0]?.value ?? "") : [];
  return { run: candidate, judged: candidate.judged, programs, root: candidate.place.root };
}

function corpusRow({ shell, command, cwd, place }: Candidate, why: string): string {
  const placed = (text: string) => text.replaceAll(place.root, "/ws");
  return JSON.stringify({
    shell,
    command: placed(command),
    verdict: "ask",
    why: placed(why),
    class: "proved",
    profile: place.profile,
    ...(cwd === place.root ? {} : { ctx: { cwd: placed(cwd) } }),
  });
}

export interface Proved {
  /** A line of a corpus for each command that did more than its verdict says. */
  readonly breaches: readonly string[];
  readonly allowed: number;
  /** Commands that were judged. */
  readonly tried: number;
}

const roundSize = 2000;

/** Generates and proves `count` distinct commands, some at a time; tells after each round what was done so far. */
export async function proveMany(
  count: number,
  seed: number,
  onRound: (proved: Proved) => void = () => {},
): Promise<Proved> {
  const places = createPlaces();
  const [random, known] = [createRandom(seed), new Set<string>()];
  let proved: Proved = { breaches: [], allowed: 0, tried: 0 };
  try {
    while (proved.allowed < count) {
      const wanted = Math.min(roundSize, count - proved.allowed);
      const { allowed, tried } = await generateAllowed(wanted, { places, random, known });
      proved = {
        breaches: [...proved.breaches, ...(await prove(allowed))],
        allowed: proved.allowed + allowed.length,
        tried: proved.tried + tried,
      };
      onRound(proved);
      if (allowed.length < wanted) break;
    }
    return proved;
  } finally {
    removePlaces(places);
  }
}
