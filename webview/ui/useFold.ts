import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { foldOf, keepFold } from "../kept.ts";
import { thread } from "../state.ts";

/** The id of the item around; "" where none is. */
export const FoldScope = createContext("");

/**
 * Whether something of an item is unfolded, and how that is changed. Until the person chose, it is as it begins. What was
 * chosen is kept while the page is hidden, over a reload, and while another thread is shown. `name` is its own in
 * its item, which is the one around where none is told.
 */
export function useFold(
  name: string,
  begins: boolean,
  ofItem?: string,
): [boolean, (isOpen: boolean) => void] {
  const around = useContext(FoldScope);
  const itemId = ofItem ?? around;
  const threadId = thread.peek()?.id ?? "";
  const names = () => namesOf(itemId, name);
  const [chosen, choose] = useState(() => foldOf(threadId, names));
  return [
    chosen ?? begins,
    isOpen => {
      choose(isOpen);
      if (itemId !== "") keepFold(threadId, names(), isOpen);
    },
  ];
}

/** An item may have another id once the server has stored it: its place in its turn is a name too. */
function namesOf(itemId: string, name: string): readonly string[] {
  const turn = thread.peek()?.turns.findLast(({ items }) => items.some(({ id }) => id === itemId));
  const index = turn?.items.findIndex(({ id }) => id === itemId);
  return [`${itemId}/${name}`, ...(turn ? [`${turn.id}#${index}/${name}`] : [])];
}
