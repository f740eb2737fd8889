import { env, Uri } from "vscode";
import { notice, plain, prompt } from "../../model/text/sinks.ts";
import type { Engine } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import type { Command } from "./command.ts";

const trusted = "isWorkspaceTrusted";

export interface AccountParts {
  readonly engine: Pick<Engine, "account">;
  readonly prompts: Pick<Prompts, "info" | "input" | "confirm">;
}

export const accountCommands: readonly Command<AccountParts>[] = [
  {
    id: "folio.signIn",
    title: "Sign In",
    whenOff: "starts",
    icon: "$(account)",
    when: trusted,
    async run({ engine, prompts }) {
      const { authUrl } = await engine.account.signIn();
      if (!(await env.openExternal(Uri.parse(authUrl, true)))) {
        await engine.account.cancelSignIn();
        return;
      }
      const clicked = await prompts.info(
        notice`Finish signing in to Codex in your browser.`,
        plain`Cancel`,
      );
      if (clicked) await engine.account.cancelSignIn();
    },
  },
  {
    id: "folio.signInWithKey",
    title: "Sign In with API Key…",
    whenOff: "starts",
    when: trusted,
    async run({ engine, prompts }) {
      const key = await prompts.input({
        title: plain`Sign In with API Key`,
        prompt: prompt`It is handed to Codex, which stores it. Folio does not keep it.`,
        password: true,
        validate: text =>
          text.trim() === "" ? prompt`Paste the key of your OpenAI account.` : null,
      });
      if (key !== undefined) await engine.account.signInWithKey(key.trim());
    },
  },
  {
    id: "folio.cancelSignIn",
    title: "Cancel Signing In",
    when: false,
    run: ({ engine }) => engine.account.cancelSignIn(),
  },
  {
    id: "folio.signOut",
    title: "Sign Out",
    whenOff: "starts",
    when: trusted,
    async run({ engine, prompts }) {
      if (
        await prompts.confirm(
          plain`Sign out of Codex?`,
          plain`This signs out every client that uses this Codex.`,
          plain`Sign Out`,
        )
      )
        await engine.account.signOut();
    },
  },
];
