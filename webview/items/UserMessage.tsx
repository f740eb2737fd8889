import type { UserInput } from "../../src/protocol/types.gen.ts";
import { baseName } from "../../src/model/text/format.ts";
import { accountMarkOf, accountTitle } from "../../src/model/text/account.ts";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.ts";
import type { ItemProps } from "./props.ts";

/** A person's message as it was typed. A message by which Folio reported a review is a card. */
export function UserMessage({ item }: ItemProps<"userMessage">) {
  const account = accountMarkOf(item.clientId);
  if (account)
    return (
      <Card
        icon="checklist"
        title={accountTitle(account)}
        label={accountTitle(account)}
        initiallyOpen={false}
      >
        {item.content.map((part, at) => (
          <Part key={at} part={part} />
        ))}
      </Card>
    );
  return (
    <section class="user" aria-label={say("item.you")}>
      {item.content.map((part, at) => (
        <Part key={at} part={part} />
      ))}
    </section>
  );
}

function Part({ part }: { readonly part: UserInput }) {
  switch (part.type) {
    case "text":
      return (
        <div class="user-text" dir="auto">
          {part.text}
        </div>
      );
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
