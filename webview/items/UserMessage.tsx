import type { UserInput } from "../../src/protocol/types.gen.ts";
import { baseName } from "../../src/model/text/format.ts";
import type { Cut } from "../../src/model/text/cut.ts";
import { accountMarkOf, accountTitle } from "../../src/model/text/account.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { Row } from "../ui/Row.tsx";
import type { IconName } from "../ui/icons.ts";
import type { AnyItemProps, ItemProps } from "./props.ts";
import { UserText } from "./UserText.tsx";

/** A person's message as it was typed. A message by which Folio reported a review is a card. */
export function UserMessage({ item, cuts }: ItemProps<"userMessage">) {
  const account = accountMarkOf(item.clientId);
  if (account)
    return (
      <Row icon="checklist" title={accountTitle(account)} label={accountTitle(account)}>
        {item.content.map((part, at) => (
          <Part key={at} part={part} item={item} cut={cuts?.[`content/${at}/text`]} />
        ))}
      </Row>
    );
  return (
    <div class="user" role="group" aria-label={say("item.you")}>
      {item.content.map((part, at) => (
        <Part key={at} part={part} item={item} cut={cuts?.[`content/${at}/text`]} />
      ))}
    </div>
  );
}

interface PartProps extends Pick<AnyItemProps, "item"> {
  readonly part: UserInput;
  readonly cut: Cut | undefined;
}

function Part({ part, item, cut }: PartProps) {
  switch (part.type) {
    case "text":
      return <UserText text={part.text} item={item} cut={cut} />;
    case "mention":
    case "skill":
      return <Chip icon={part.type === "skill" ? "tools" : "file"} text={part.name} />;
    case "localImage":
    case "localAudio":
      return (
        <Chip
          icon={part.type === "localImage" ? "file-media" : "unmute"}
          text={baseName(part.path)}
        />
      );
    case "image":
    case "audio":
      return (
        <Chip
          icon={part.type === "image" ? "file-media" : "unmute"}
          text={say(`part.${part.type}`)}
        />
      );
    default:
      return <Chip icon="question" text={say("item.cannotShow")} />;
  }
}

const Chip = ({ icon, text }: { readonly icon: IconName; readonly text: string }) => (
  <span class="chip">
    <Icon name={icon} /> <bdi>{text}</bdi>
  </span>
);
