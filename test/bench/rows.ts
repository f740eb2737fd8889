import type { Browser } from "playwright-core";
import type { Figure } from "./figure.ts";
import { activation } from "./rows/activation.ts";
import { alarm } from "./rows/alarm.ts";
import { change } from "./rows/change.ts";
import { delta } from "./rows/delta.ts";
import { firstToken } from "./rows/firstToken.ts";
import { focus } from "./rows/focus.ts";
import { hunks } from "./rows/hunks.ts";
import { idle } from "./rows/idle.ts";
import { lookingThrough } from "./rows/lookingThrough.ts";
import { message } from "./rows/message.ts";
import { open, openHuge } from "./rows/open.ts";
import { paced } from "./rows/paced.ts";
import { reshow } from "./rows/reshow.ts";
import { serverStart } from "./rows/serverStart.ts";
import { sizes } from "./rows/sizes.ts";
import { stream } from "./rows/stream.ts";
import { verdict } from "./rows/verdict.ts";
import { wait } from "./rows/wait.ts";

export interface Bench {
  /** How often each figure is measured; rows of minutes measure less often. */
  readonly rounds: number;
  /** A browser for this row. */
  browser(): Promise<Browser>;
}

interface Row {
  readonly what: string;
  run(bench: Bench): Figure[] | Promise<Figure[]>;
}

/** Every row of the bench by the name that `npm run bench -- NAME` takes, in the order in which they run. */
export const rows: Readonly<Record<string, Row>> = {
  sizes: { what: "what is shipped", run: sizes },
  activation: { what: "loading and activating the extension", run: activation },
  start: { what: "the server from its spawn to initialize", run: serverStart },
  delta: { what: "a piece of an answer in the extension host, without an editor", run: delta },
  folder: {
    what: "looking through folders of 10,000, 20,000 and 40,000 files",
    run: lookingThrough,
  },
  verdict: { what: "a verdict on a command", run: verdict },
  hunks: { what: "hunks of files of 5,000, 10,000 and 20,000 lines", run: hunks },
  alarm: { what: "a request until a person sees it, chat hidden", run: alarm },
  focus: { what: "a command until the view takes input", run: focus },
  token: {
    what: "Enter to the first painted token, also in a folder of 50,000 files",
    run: firstToken,
  },
  stream: {
    what: "answers of 100, 200 and 400 KB at full speed, to their last colour",
    run: stream,
  },
  paced: { what: "100 chunks a second", run: paced },
  wait: { what: "a turn that runs while nothing arrives", run: wait },
  open: {
    what: "opening threads of 1,000 and 10,000 items in a fresh window, and again",
    run: open,
  },
  openHuge: { what: "the same with 100,000 items, which take a minute to make", run: openHuge },
  reshow: { what: "showing a chat of 200 KB again", run: reshow },
  message: { what: "one message of 5 and of 50 MB", run: message },
  change: { what: "a change of 125, 250 and 500 files", run: change },
  idle: { what: "a window in which nothing happens", run: idle },
};
