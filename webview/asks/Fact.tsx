import type { ComponentChildren } from "preact";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.ts";

export interface FactProps {
  readonly icon: IconName;
  readonly tone: "needs" | "bad";
  readonly children: ComponentChildren;
}

/** Something unusual about what is asked, in one sentence. */
export const Fact = ({ icon, tone, children }: FactProps) => (
  <p class="ask-fact">
    <Icon name={icon} class={`tone-${tone}`} /> <span>{children}</span>
  </p>
);
