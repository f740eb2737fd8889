import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

export interface DividerProps {
  readonly icon: IconName;
  readonly children: ComponentChildren;
}

/** A line from side to side with a few words: what follows is another matter than what came before. */
export const Divider = ({ icon, children }: DividerProps) => (
  <p class="divider">
    <span class="divider-text">
      <Icon name={icon} /> {children}
    </span>
  </p>
);
