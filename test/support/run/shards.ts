import type { Result } from "./messages.ts";
import { hasSecondTry, type TestFile } from "./suites.ts";
import { createTally, type Outcome } from "./tally.ts";
import { startWorker, type Worker } from "./workers.ts";

export interface ShardsOptions {
  /** How many files may run side by side. */
  readonly count: number;
  /** Stop at the first failure, without a second try. */
  readonly bail: boolean;
  /** Called with a file's name and the milliseconds that its first try took. */
  onTime(name: string, ms: number): void;
}

export interface Shards {
  /** Runs all files, in this order, and prints what each says as a whole. Once. */
  run(files: readonly TestFile[]): Promise<Outcome>;
  /** Ends everything that runs, and resolves when it is gone; `run` resolves too. */
  stop(): Promise<void>;
}

/** Runs files side by side: each shard takes the next one as soon as it is free. */
export function createShards({ count, bail, onTime }: ShardsOptions): Shards {
  const workers = new Set<Worker>();
  const queue: TestFile[] = [];
  const tally = createTally();
  let isStopped = false;

  const start = (): Worker => {
    const worker = startWorker();
    workers.add(worker);
    return worker;
  };

  const stop = async (): Promise<void> => {
    isStopped = true;
    queue.length = 0;
    await Promise.all([...workers].map(worker => worker.close()));
  };

  /** Returns the worker for the next file. A second try begins with nothing of the first: neither process nor window. */
  const runFile = async (file: TestFile, worker: Worker, print: (text: string) => void) => {
    const began = performance.now();
    const first = await worker.run({ file }, print);
    if (isStopped) return worker;
    onTime(file.name, performance.now() - began);
    if (first.failed.length === 0 || bail || !hasSecondTry(file.suite)) {
      tally.add(file, first);
      if (bail && first.failed.length > 0) await stop();
      return worker;
    }
    await worker.close();
    print(`\n--- a second try, in a fresh window: ${file.name}\n`);
    const other = start();
    const again = await other.run({ file, ...whatFailed(first) }, print);
    if (isStopped) return other;
    // A hook that fails after the last test belongs to no test that could be tried again.
    const second = again.passed.length + again.failed.length > 0 ? again : first;
    tally.add(file, { passed: [...first.passed, ...again.passed], failed: second.failed });
    tally.compare(file, first, second);
    return other;
  };

  const runQueue = async (isLive: boolean): Promise<void> => {
    let worker = start();
    for (let file = queue.shift(); file; file = queue.shift()) {
      const began = performance.now();
      const printed: string[] = [];
      if (isLive) console.log(`\n=== ${file.name}`);
      worker = await runFile(file, worker, text =>
        isLive ? void process.stdout.write(text) : void printed.push(text),
      );
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      if (!isLive) console.log(`\n=== ${file.name} (${seconds} s)\n${printed.join("").trimEnd()}`);
    }
    await worker.close();
  };

  return {
    async run(files) {
      queue.push(...files);
      const shards = Math.min(count, queue.length);
      await Promise.all(Array.from({ length: shards }, () => runQueue(shards === 1)));
      return tally.outcome();
    },
    stop,
  };
}

/** The tests that a second try is for; all, where none has passed. */
const whatFailed = ({ passed, failed, left }: Result): { readonly only?: readonly string[] } =>
  passed.length === 0 ? {} : { only: [...failed, ...left] };
