/** What crosses between the extension host and the chat webview; everything is plain JSON. */
import type { Event } from "./event.ts";
import type { Values } from "./ask/field.ts";
import type { FormSend } from "./ask/form.ts";
import type { State } from "./state.ts";

/** Where a reader is in a thread: at an item that stands `offset` px below the upper edge of the view. */
export interface ReadingPlace {
  readonly turnId: string;
  /** Where the item stands in its turn: some items have another id once the server has stored them. */
  readonly index: number;
  readonly itemId: string;
  readonly offset: number;
}

/** What the host knows about the view and the conversation does not. */
export interface ViewState {
  /** The side bar or the tab in which the view stands. */
  readonly surfaceId: string;
  /** The thread shown; null before the first message of a new one. */
  readonly threadId: string | null;
  /** The composer's text of this thread, as it was last saved. */
  readonly draft: string;
  /** Where the thread was read last; null at its end. */
  readonly place: ReadingPlace | null;
  readonly hasFolder: boolean;
  /** The folder in which a new thread would work, where the workspace has several; null where it has one or none. */
  readonly folder: string | null;
  readonly isTrusted: boolean;
  /** What was filled in so far, by the key of the ask. */
  readonly forms: Readonly<Record<string, Values>>;
  /** The keys of the asks that are shown in other views, and so not in this one. */
  readonly asksElsewhere: readonly string[];
}

export type ToWebview =
  /** Replaces everything: `state` holds the shown thread only, and the asks of all. */
  | {
      readonly kind: "snapshot";
      readonly seq: number;
      /** The time of the host, whose clock may go differently, in milliseconds since 1970. */
      readonly now: number;
      readonly state: State;
      readonly view: ViewState;
    }
  /** Events after `from` up to `to`; those that do not concern the shown thread are left out. */
  | {
      readonly kind: "events";
      readonly from: number;
      readonly to: number;
      readonly events: readonly Event[];
    }
  | { readonly kind: "reply"; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly kind: "reply"; readonly id: number; readonly ok: false; readonly message: string }
  /** Colours of the theme's code tokens, by highlight class ("keyword": "#c586c0"). */
  | { readonly kind: "syntax"; readonly colours: Readonly<Record<string, string>> }
  /** Replaces what the host knows about the view; the composer keeps its text. */
  | { readonly kind: "view"; readonly view: ViewState }
  /** Adds text to the composer; the cursor goes there only with `takesFocus`. */
  | { readonly kind: "insert"; readonly text: string; readonly takesFocus: boolean }
  | { readonly kind: "focusComposer" }
  /** Wants `alive` back, to know that the page is. */
  | { readonly kind: "ping" }
  /** Puts the focus on the answer of an ask that does nothing. */
  | { readonly kind: "focusAsk"; readonly key: string }
  /** Scrolls to an item of the thread shown. */
  | { readonly kind: "revealItem"; readonly itemId: string };

export type FromWebview =
  /** The page takes messages. It runs where the person is, whose zone and locale it tells. */
  | { readonly kind: "ready"; readonly zone: string; readonly locale: string }
  | { readonly kind: "needSnapshot" }
  | { readonly kind: "alive" }
  | { readonly kind: "failed"; readonly message: string }
  /** What an ask asks was in view; `all`: its form to the end, or the menu of what it could grant beyond this once. */
  | { readonly kind: "seen"; readonly key: string; readonly part: "asked" | "all" }
  /** Whether the keyboard's focus is in the chat. */
  | { readonly kind: "focus"; readonly has: boolean }
  | {
      readonly [M in CallMethod]: {
        readonly kind: "call";
        readonly id: number;
        readonly method: M;
        readonly params: Calls[M]["params"];
      };
    }[CallMethod];

/** Whether an answer was sent; where it was not, the ask stays open or is answered already, and the person was told. */
export interface AnswerReceipt {
  readonly isSent: boolean;
}

interface Signature<Params, Result = null> {
  readonly params: Params;
  readonly result: Result;
}

/**
 * The calls of the webview, by name: what each takes, and what it answers once it is done (`null`: nothing more than that
 * it is). Every call is answered: with its result, or with a message for the person.
 */
export interface Calls {
  /** `threadId` null starts a thread; the result names it. Rejected when the server did not take it: the text stays. */
  send: Signature<
    { readonly threadId: string | null; readonly text: string },
    {
      readonly threadId: string;
      readonly turnId: string;
      /** Whether a turn was started for it, or one that ran took it. */
      readonly mode: "started" | "steered";
    }
  >;
  interrupt: Signature<{ readonly threadId: string }>;
  /** Answers an approval by the name of a choice that it offers. */
  choose: Signature<{ readonly key: string; readonly choice: string }, AnswerReceipt>;
  /** Refuses an ask that has a form instead of choices. */
  decline: Signature<{ readonly key: string }, AnswerReceipt>;
  /** Answers a question, an elicitation or a permission request. Rejected where the form is not filled in rightly. */
  submitForm: Signature<
    { readonly key: string; readonly values: Values; readonly send: FormSend },
    AnswerReceipt
  >;
  /** Keeps what was filled in, without secrets, for as long as the ask waits. */
  saveForm: Signature<{ readonly key: string; readonly values: Values }>;
  /** Offers the narrowest rules that would have allowed this. */
  alwaysAllow: Signature<{ readonly key: string }>;
  /** Opens the diff of a file change that waits. */
  review: Signature<{ readonly key: string }>;
  /** Takes back what a review wrote of a change. */
  undoReview: Signature<{ readonly itemId: string }>;
  /** Shows what a turn changed, or offers to go back before it. */
  showTurnChanges: Signature<{ readonly threadId: string; readonly turnId: string }>;
  /** Copies what Codex answered in a turn, as markdown. */
  copyAnswer: Signature<{ readonly threadId: string; readonly turnId: string }>;
  restoreTurn: Signature<{ readonly threadId: string; readonly turnId: string }>;
  /** Lets Codex go on with the goal of a thread, or not. */
  changeGoal: Signature<{
    readonly threadId: string;
    readonly does: "continue" | "pause" | "clear";
  }>;
  /** Sends a held message, puts it into the composer, or throws it away. */
  changeHeld: Signature<{
    readonly threadId: string;
    readonly id: string;
    readonly does: "send" | "edit" | "delete";
  }>;
  saveDraft: Signature<{ readonly threadId: string | null; readonly text: string }>;
  /** Keeps where a thread is read; null at its end. */
  savePlace: Signature<{ readonly threadId: string; readonly place: ReadingPlace | null }>;
  loadEarlier: Signature<{ readonly threadId: string }>;
  /** A link of the model's text: a web address, or a file or folder of the workspace; the person confirms what leaves VS Code. */
  openLink: Signature<{ readonly href: string }>;
  /** Tells for each of at most `mostNames` names whether a file or folder of the workspace has it. */
  findNames: Signature<
    { readonly names: readonly string[] },
    { readonly areThere: readonly boolean[] }
  >;
  openFile: Signature<{ readonly path: string }>;
  /** Shows a long text in an editor of its own. */
  openText: Signature<{ readonly title: string; readonly text: string }>;
  /** Opens or copies all that an item says of which the page has only a part. */
  openItem: Signature<{
    readonly threadId: string;
    readonly itemId: string;
    readonly title: string;
  }>;
  copyItem: Signature<{ readonly threadId: string; readonly itemId: string }>;
  /** Opens the file that a notice names, at its place. */
  openNotice: Signature<{ readonly id: string }>;
  dismissNotice: Signature<{ readonly id: string }>;
  copy: Signature<{ readonly text: string }>;
  /** Runs one of the actions of an empty or failed state. */
  act: Signature<{ readonly action: Action }>;
}

/** So many names are looked up in one call. */
export const mostNames = 200;

export const actions = [
  "newThread",
  "resumeThread",
  "takeOverThread",
  "forkThread",
  "restartServer",
  "reloadChat",
  "showLog",
  "showUsage",
  "signIn",
  "signInWithKey",
  "cancelSignIn",
  "openConfig",
  "openApprovalSettings",
  "openFolder",
  "manageTrust",
  "openServerSettings",
  "installGuide",
  "installCodex",
] as const;

export type Action = (typeof actions)[number];
export type CallMethod = keyof Calls;
