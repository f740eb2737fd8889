import { window, type MessageOptions, type QuickPickItem, type QuickPickOptions } from "vscode";

/** Everything that asks a person outside the chat. A port, so that tests can answer. */
export interface Prompts {
  info(message: string, ...buttons: string[]): Thenable<string | undefined>;
  warn(message: string, ...buttons: string[]): Thenable<string | undefined>;
  error(message: string, ...buttons: string[]): Thenable<string | undefined>;
  /** Modal: only where an answer is needed at once. */
  confirm(message: string, detail: string, button: string): Thenable<boolean>;
  pick<T extends QuickPickItem>(
    items: readonly T[] | Thenable<readonly T[]>,
    options: QuickPickOptions,
  ): Thenable<T | undefined>;
  pickMany<T extends QuickPickItem>(
    items: readonly T[],
    options: QuickPickOptions,
  ): Thenable<readonly T[] | undefined>;
  input(options: {
    title: string;
    prompt: string;
    password?: boolean;
    value?: string;
    validate?(text: string): string | null;
  }): Thenable<string | undefined>;
}

const modal = (detail: string): MessageOptions => ({ modal: true, detail });

export const prompts: Prompts = {
  info: (message, ...buttons) => window.showInformationMessage(message, ...buttons),
  warn: (message, ...buttons) => window.showWarningMessage(message, ...buttons),
  error: (message, ...buttons) => window.showErrorMessage(message, ...buttons),
  confirm: async (message, detail, button) =>
    (await window.showWarningMessage(message, modal(detail), button)) === button,
  pick: (items, options) =>
    window.showQuickPick(items, { ...options, ignoreFocusOut: options.ignoreFocusOut ?? false }),
  pickMany: (items, options) =>
    window.showQuickPick(items, { ...options, canPickMany: true, ignoreFocusOut: true }),
  input: ({ validate, ...options }) =>
    window.showInputBox({
      ...options,
      ignoreFocusOut: true,
      validateInput: text => validate?.(text) ?? null,
    }),
};
