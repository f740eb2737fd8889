import { wholeSeconds } from "../../src/model/text/duration.ts";
import { say, sayWith } from "../say.ts";
import { Row } from "../ui/Row.tsx";
import { ItemText } from "./ItemText.tsx";
import type { ItemProps } from "./props.ts";
import { tookMs } from "./steps.ts";

/** The summary of the model's thinking, folded away behind its first words. */
export function Reasoning({ item, phase, cuts }: ItemProps<"reasoning">) {
  const parts = item.summary.filter(part => part !== "");
  if (parts.length === 0 && item.content.length === 0) return null;
  const title = /\*\*(.+?)\*\*/.exec(parts.at(-1) ?? "")?.[1];
  const isOpen = phase === "open";
  const said = say(isOpen ? "item.thinking" : "item.thought");
  return (
    <Row
      icon="thinking"
      tone={isOpen ? "busy" : "plain"}
      title={title ? sayWith("item.aboutWhat", { what: said, title: <bdi>{title}</bdi> }) : said}
      aside={tookMs({ item }) >= 1000 && wholeSeconds(tookMs({ item }))}
      label={title ? say("item.aboutWhat", { what: said, title }) : said}
    >
      {(["summary", "content"] as const).flatMap(of =>
        item[of].map((text, at) => {
          const path = `${of}/${at}`;
          return text && <ItemText key={path} {...{ item, path, text, phase, cuts }} />;
        }),
      )}
    </Row>
  );
}
