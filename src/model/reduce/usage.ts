import type { ThreadTokenUsage } from "../../protocol/types.gen.ts";
import type { Rows, ThreadMethod } from "./table.ts";

export interface UsageSlice {
  readonly usage: ThreadTokenUsage | null;
}

export const initialUsage: UsageSlice = { usage: null };

export const usageRows = {
  "thread/tokenUsage/updated": ({ usage }, { tokenUsage }) => {
    const told = {
      ...tokenUsage,
      modelContextWindow: tokenUsage.modelContextWindow ?? usage?.modelContextWindow ?? null,
    };
    // The server repeats itself, as after an interruption.
    return { usage: JSON.stringify(told) === JSON.stringify(usage) ? usage : told };
  },
} satisfies Rows<UsageSlice, ThreadMethod>;
