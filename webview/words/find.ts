/** The search in the conversation. */
export const findWords = {
  "find.label": "Find in conversation",
  "find.placeholder": "Find",
  "find.previous": "Previous match (Shift+Enter)",
  "find.next": "Next match (Enter)",
  "find.close": "Close (Escape)",
  "find.none": "No results",
  "find.count": "{at} of {count}",
  "find.countAtLeast": "{at} of {count}+",
} as const;
