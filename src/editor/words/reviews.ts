/** The review of a change: what its diff says, and what became of it. */
export const reviewWords = {
  "hunk.putCursor": "Put the cursor into a change that waits.",
} as const;
