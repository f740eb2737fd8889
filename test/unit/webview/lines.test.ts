import { deepEqual } from "node:assert/strict";
import { h, isValidElement, type VNode } from "preact";
import { initialState, type State } from "../../../src/model/state.ts";
import { drawLines, line, type Line } from "../../../webview/thread/line.ts";
import { play } from "../../support/play.ts";

interface Page {
  readonly state: State;
}
const Text = ({ text }: { readonly text: string }) => h("p", null, text);
const table: readonly Line<Page, "head" | "foot">[] = [
  line({
    id: "titles",
    place: "head",
    when: ({ state }: Page) => {
      const [first] = Object.values(state.threads);
      return first ? { text: first.id } : null;
    },
    Component: Text,
  }),
  line({ id: "hello", place: "foot", when: () => ({ text: "hello" }), Component: Text }),
  line({ id: "bye", place: "foot", when: () => ({ text: "bye" }), Component: Text }),
];
const drawn = (place: "head" | "foot", state: State) =>
  drawLines(table, place, { state })
    .filter((child): child is VNode<{ text: string }> => isValidElement(child))
    .map(({ key, props }) => `${String(key)}: ${props.text}`);

describe("the lines of the chat", () => {
  it("stand at their place, in the order of their rows, while they have something to say", () => {
    deepEqual(drawn("head", initialState), []);
    deepEqual(drawn("foot", initialState), ["hello: hello", "bye: bye"]);
    deepEqual(drawn("head", play("turn/started th1 tu1")), ["titles: th1"]);
  });
});
