import { relativePath } from "../../src/model/text/format.ts";
import { listText } from "../../src/model/text/speak.ts";
import { visible } from "../../src/model/text/visible.ts";
import { sayWith } from "../say.ts";
import type { IconName } from "../ui/icons.ts";
import type { ItemOf } from "./props.ts";
import { stepKindOf } from "./steps.ts";

type Command = ItemOf<"commandExecution">;

/** What a command that only looks is shown by. */
export const commandIcon = (item: Command): IconName => {
  const kind = stepKindOf({ item, phase: "done" });
  if (kind === "read") return "file";
  if (kind === "listed") return "list-tree";
  return kind === "searched" ? "search" : "terminal";
};

/** What the command looks at, where it only looks; else its first line. */
export function commandTitle(item: Command, command: string, cwd: string) {
  const line = <code class="plain mono">{command.split("\n", 1)[0]}</code>;
  const [action] = item.commandActions ?? [];
  const kind = stepKindOf({ item, phase: "done" });
  if (item.status === "failed" || kind === "ran" || !action) return line;
  const shown = (text: string) => <code class="plain mono">{visible(text)}</code>;
  const at = (path: string | null) => (path ? visible(relativePath(path, cwd)) : "");
  switch (action.type) {
    case "read":
      return sayWith("item.read", { what: shown(namesOf(item, cwd)) });
    case "listFiles":
      return action.path ? sayWith("item.listed", { what: shown(at(action.path)) }) : line;
    case "search":
      if (!action.query) return line;
      return action.path
        ? sayWith("item.searchedIn", { what: shown(action.query), place: shown(at(action.path)) })
        : sayWith("item.searched", { what: shown(action.query) });
    case "unknown":
      return line;
  }
}

const namesOf = ({ commandActions }: Command, cwd: string): string => {
  const paths = commandActions.flatMap(action => (action.type === "read" ? [action.path] : []));
  return listText([...new Set(paths.map(path => relativePath(path, cwd)))]);
};
