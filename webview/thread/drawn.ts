/** The elements that stand for items, in their order. Folded steps are one element. */
export const itemElements = (content: HTMLElement | null): readonly HTMLElement[] => [
  ...(content?.querySelectorAll<HTMLElement>("[data-item]") ?? []),
];

/** Whether an element stands for an item, alone or with others. */
export function holds({ dataset }: HTMLElement, id: string): boolean {
  if (dataset["item"] === id) return true;
  const group: unknown = JSON.parse(dataset["group"] ?? "[]");
  return Array.isArray(group) && group.includes(id);
}
