import { Fragment, type ComponentChild } from "preact";
import type { Token } from "marked";
import { decodeEntities } from "./entities.ts";
import { codeText, Link, plainText } from "./Link.tsx";
import { Maths } from "./Maths.tsx";
import { Reference } from "./references.tsx";

/** Deeper tokens are shown as they were written: drawing is recursive. */
export const maxDepth = 40;

/** Inline tokens as nodes. Within a link nothing else is one. */
export function drawInline(
  tokens: readonly Token[] | undefined,
  depth: number,
  isInLink = false,
): ComponentChild[] {
  if (depth > maxDepth) return (tokens ?? []).map(({ raw }) => raw);
  const inner = (token: Token, isLink = isInLink) =>
    drawInline("tokens" in token ? token.tokens : undefined, depth + 1, isLink);
  return (tokens ?? []).map((token, at): ComponentChild => {
    switch (token.type) {
      case "strong":
        return <strong key={at}>{inner(token)}</strong>;
      case "em":
        return <em key={at}>{inner(token)}</em>;
      case "del":
        return <del key={at}>{inner(token)}</del>;
      case "codespan":
        return (
          <code key={at} dir="ltr">
            {isInLink ? token["text"] : codeText(token["text"])}
          </code>
        );
      case "br":
        return <br key={at} />;
      case "html":
        return /^<br\s*\/?>$/i.test(token.raw) ? <br key={at} /> : token.raw;
      case "formula":
        return (
          <Maths key={at} tex={token["tex"]} isDisplay={token["isDisplay"]} source={token.raw} />
        );
      case "reference":
        return (
          <Reference key={at} tag={token["tag"]} rest={token["rest"]}>
            {inner(token)}
          </Reference>
        );
      case "link":
        if (isInLink) return <Fragment key={at}>{inner(token)}</Fragment>;
        return (
          <Link key={at} href={decodeEntities(token["href"])}>
            {inner(token, true)}
          </Link>
        );
      case "image": {
        const text = token["text"] || token["href"];
        return isInLink ? (
          text
        ) : (
          <Link key={at} href={decodeEntities(token["href"])}>
            {text}
          </Link>
        );
      }
      case "text":
      case "escape":
        if ("tokens" in token && token.tokens) return <Fragment key={at}>{inner(token)}</Fragment>;
        return isInLink || token.type === "escape" ? (
          decodeEntities(token["text"])
        ) : (
          <Fragment key={at}>{plainText(decodeEntities(token["text"]))}</Fragment>
        );
      default:
        return token.raw;
    }
  });
}
