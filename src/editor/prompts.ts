import {
  InputBoxValidationSeverity,
  ProgressLocation,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type MessageOptions,
  type QuickPickItem,
  type Uri,
} from "vscode";
import {
  label,
  type LabelText,
  type NoticeText,
  type PlainText,
  type PromptText,
} from "../model/text/sinks.ts";

/** A row of a quick pick. */
export interface PickRow extends QuickPickItem {
  readonly label: LabelText;
  readonly description?: LabelText;
  readonly detail?: LabelText;
}

export interface PickOptions {
  readonly title: PlainText;
  readonly placeHolder?: PlainText;
  readonly matchOnDescription?: boolean;
  readonly ignoreFocusOut?: boolean;
}

/** Every way to ask or tell a person something outside the chat. An interface, so that tests can give the answers. */
export interface Prompts {
  info(message: NoticeText, ...buttons: PlainText[]): Thenable<PlainText | undefined>;
  warn(message: NoticeText, ...buttons: PlainText[]): Thenable<PlainText | undefined>;
  error(message: NoticeText, ...buttons: PlainText[]): Thenable<PlainText | undefined>;
  /** A modal dialog, for questions that must be answered at once. */
  confirm(message: PlainText, detail: PlainText, button: PlainText): Thenable<boolean>;
  pick<T extends PickRow>(rows: readonly T[], options: PickOptions): Thenable<T | undefined>;
  pickMany<T extends PickRow>(
    rows: readonly T[],
    options: PickOptions,
  ): Thenable<readonly T[] | undefined>;
  /** A list with one button in its title. It closes when the person picks a row or presses the button. */
  browse<T extends PickRow>(
    rows: readonly T[],
    options: BrowseOptions<T> & Pick<PickOptions, "title" | "placeHolder">,
  ): void;
  input(options: {
    readonly title: PlainText;
    readonly prompt: PromptText;
    readonly password?: boolean;
    /** The initial text of the box. It is the person's own and is shown unescaped. */
    readonly value?: string;
    validate?(text: string): PromptText | null;
    /** Says something about a valid text while it is typed; Enter is not held up. */
    comment?(text: string): Promise<PromptText | null>;
  }): Thenable<string | undefined>;
  saveAs(title: PlainText, defaultUri: Uri): Thenable<Uri | undefined>;
  /** Shows a notification until `work` settles. `cancelled` resolves when the person presses Cancel. */
  progress(
    title: NoticeText,
    work: (cancelled: Promise<void>) => Promise<unknown>,
  ): Thenable<unknown>;
}

export interface BrowseOptions<T> {
  readonly button: { readonly icon: string; readonly tooltip: PlainText };
  onButton(): void;
  onPick(row: T): void;
}

const modal = (detail: string): MessageOptions => ({ modal: true, detail });

/** A line between rows. */
export const separator = { label: label``, kind: QuickPickItemKind.Separator } as const;

export const prompts: Prompts = {
  info: (message, ...buttons) => window.showInformationMessage(message, ...buttons),
  warn: (message, ...buttons) => window.showWarningMessage(message, ...buttons),
  error: (message, ...buttons) => window.showErrorMessage(message, ...buttons),
  confirm: async (message, detail, button) =>
    (await window.showWarningMessage(message, modal(detail), button)) === button,
  pick: (rows, options) =>
    window.showQuickPick(rows, { ...options, ignoreFocusOut: options.ignoreFocusOut ?? false }),
  pickMany: (rows, options) =>
    window.showQuickPick(rows, { ...options, canPickMany: true, ignoreFocusOut: true }),
  browse(rows, { title, placeHolder, button, onButton, onPick }) {
    const pick = window.createQuickPick<(typeof rows)[number]>();
    pick.title = title;
    pick.placeholder = placeHolder;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.items = rows;
    pick.buttons = [{ iconPath: new ThemeIcon(button.icon), tooltip: button.tooltip }];
    pick.onDidTriggerButton(() => {
      pick.hide();
      onButton();
    });
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      pick.hide();
      if (row) onPick(row);
    });
    pick.onDidHide(() => pick.dispose());
    pick.show();
  },
  input: ({ validate, comment, ...options }) =>
    window.showInputBox({
      ...options,
      ignoreFocusOut: true,
      async validateInput(text) {
        const problem = validate?.(text) ?? null;
        if (problem !== null || !comment) return problem;
        const message = await comment(text);
        return message === null ? null : { message, severity: InputBoxValidationSeverity.Info };
      },
    }),
  progress: (title, work) =>
    window.withProgress(
      { location: ProgressLocation.Notification, cancellable: true, title },
      (_progress, token) =>
        work(new Promise(resolve => token.onCancellationRequested(() => resolve()))),
    ),
  saveAs: (title, defaultUri) => window.showSaveDialog({ title, defaultUri }),
};
