import type { Engine } from "../../engine/api.ts";
import { openAddress } from "../openAddress.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
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
      if (!(await openAddress(authUrl))) {
        await engine.account.cancelSignIn();
        return;
      }
      const clicked = await prompts.info(say.notice("account.finish"), say.plain("cancel"));
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
        title: say.plain("account.key"),
        prompt: say.prompt("account.key.detail"),
        password: true,
        validate: text => (text.trim() === "" ? say.prompt("account.key.missing") : null),
      });
      if (key !== undefined) await engine.account.signInWithKey(key.trim());
    },
  },
  {
    id: "folio.cancelSignIn",
    title: "Cancel Sign-In",
    whenOff: "works",
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
          say.plain("account.signOut"),
          say.plain("account.signOut.detail"),
          say.plain("account.signOut.do"),
        )
      )
        await engine.account.signOut();
    },
  },
];
