import { env, Uri } from "vscode";
import { notice, plain, prompt } from "../../model/text/sinks.ts";
import type { Command } from "./command.ts";

const trusted = "isWorkspaceTrusted";

export const accountCommands: readonly Command[] = [
  {
    id: "folio.signIn",
    title: "Sign In",
    icon: "$(account)",
    when: trusted,
    async run({ app }) {
      const { authUrl } = await app.engine.account.signIn();
      if (!(await env.openExternal(Uri.parse(authUrl, true)))) {
        await app.engine.account.cancelSignIn();
        return;
      }
      const clicked = await app.prompts.info(
        notice`Finish signing in to Codex in your browser.`,
        plain`Cancel`,
      );
      if (clicked) await app.engine.account.cancelSignIn();
    },
  },
  {
    id: "folio.signInWithKey",
    title: "Sign In with API Key…",
    when: trusted,
    async run({ app }) {
      const key = await app.prompts.input({
        title: plain`Sign In with API Key`,
        prompt: prompt`It is handed to Codex, which stores it. Folio does not keep it.`,
        password: true,
        validate: text =>
          text.trim() === "" ? prompt`Paste the key of your OpenAI account.` : null,
      });
      if (key !== undefined) await app.engine.account.signInWithKey(key.trim());
    },
  },
  {
    id: "folio.cancelSignIn",
    title: "Cancel Signing In",
    when: false,
    run: ({ app }) => app.engine.account.cancelSignIn(),
  },
  {
    id: "folio.signOut",
    title: "Sign Out",
    when: trusted,
    async run({ app }) {
      if (
        await app.prompts.confirm(
          plain`Sign out of Codex?`,
          plain`This signs out every client that uses this Codex.`,
          plain`Sign Out`,
        )
      )
        await app.engine.account.signOut();
    },
  },
];
