import { visibleProse } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";

/** A web address up to what only ends the sentence around it. */
const address = /(https?:\/\/[^\s<>"]*[^\s<>"().,;:!?'…])/;

/** A plain text of somebody else; its web addresses can be followed. */
export const Linked = ({ text }: { readonly text: string }) => (
  <span dir="auto">
    {visibleProse(text)
      .split(address)
      .map((part, at) =>
        // The addresses stand at every second place.
        at % 2 === 1 ? (
          <button
            key={at}
            type="button"
            class="link"
            onClick={() => void call("openLink", { href: part })}
          >
            {part}
          </button>
        ) : (
          part
        ),
      )}
  </span>
);
