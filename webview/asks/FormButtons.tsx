import type { Form } from "../../src/model/ask/form.ts";
import { isAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import { said } from "../../src/model/text/say.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { SplitButton } from "../ui/SplitButton.tsx";
import type { Answering } from "./useAnswer.ts";
import type { FormValues } from "./useFormValues.ts";

export interface FormButtonsProps {
  readonly ask: Ask;
  readonly form: Form;
  readonly values: Pick<FormValues, "sending" | "send">;
  readonly refusing: Answering;
  readonly canSend: boolean;
  /** It grants something, and not all of it was in view. */
  readonly isUnread: boolean;
}

/** The two buttons of a form. A longer grant is in the menu beside the first. */
export function FormButtons(props: FormButtonsProps) {
  const { ask, form, values, refusing, canSend, isUnread } = props;
  const [first, ...others] = form.sends;
  return (
    <div class="ask-buttons">
      {first && (
        <SplitButton
          choice="send"
          appearance="primary"
          isInactive={!canSend}
          isBusy={values.sending === first.id}
          onClick={() => values.send(first.id)}
          menuLabel={say("ask.otherYes")}
          entries={others.map(({ id, label }) => ({
            id,
            label: said(label),
            isInactive: !canSend,
            does: () => values.send(id),
          }))}
        >
          {isUnread ? say("ask.readFirst.grant") : said(first.label)}
        </SplitButton>
      )}
      <Button
        choice="decline"
        isInactive={values.sending !== null || refusing.pressed !== null}
        isBusy={refusing.pressed !== null}
        onClick={() => refusing.give("decline")}
      >
        {say(isAsk(ask, "item/tool/requestUserInput") ? "ask.skip" : "choice.decline")}
      </Button>
    </div>
  );
}
