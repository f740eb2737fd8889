import { env, l10n } from "vscode";
import { useLanguage, type Words } from "../model/text/speak.ts";

/** VS Code's language and its words when Folio is translated into it, else English. Plain JSON, for the chats' pages too. */
export const languageOf = (): { readonly tag: string; readonly words: Words } =>
  l10n.bundle ? { tag: env.language, words: l10n.bundle } : { tag: "en", words: {} };

/** Sets the language of all texts of the editor. Must be called before any text is made. */
export function speakLanguage(): void {
  const { tag, words } = languageOf();
  useLanguage(tag, words);
}
