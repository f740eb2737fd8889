import { env, l10n } from "vscode";
import { useLanguage, type Words } from "../model/text/speak.ts";

/** The language of VS Code and its words, where Folio has them; English where not. Plain JSON, for the chat's page too. */
export const languageOf = (): { readonly tag: string; readonly words: Words } =>
  l10n.bundle ? { tag: env.language, words: l10n.bundle } : { tag: "en", words: {} };

/** Chooses the language of everything that the editor says. Call before anything is said. */
export function speakLanguage(): void {
  const { tag, words } = languageOf();
  useLanguage(tag, words);
}
