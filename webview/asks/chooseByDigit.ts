/** A digit chooses the option of that place in the question that has the focus, else in the first that has no answer. */
export function chooseByDigit(
  event: KeyboardEvent & { readonly currentTarget: HTMLElement },
): void {
  const { target, currentTarget, key, ctrlKey, altKey, metaKey } = event;
  const isTyped = target instanceof HTMLInputElement && !isPicked(target);
  if (isTyped || ctrlKey || altKey || metaKey || !/^[1-9]$/.test(key)) return;
  const questions = [...currentTarget.querySelectorAll("fieldset")];
  const question =
    questions.find(field => target instanceof Node && field.contains(target)) ??
    questions.find(field => field.querySelector(":checked") === null) ??
    questions[0];
  const input = [...(question?.querySelectorAll("input") ?? [])][Number(key) - 1];
  if (!input) return;
  event.preventDefault();
  input.focus();
  if (isPicked(input)) input.click();
}

const isPicked = ({ type }: HTMLInputElement): boolean => type === "radio" || type === "checkbox";
