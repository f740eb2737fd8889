import type { ComponentChild } from "preact";
import { mayNameFile, splitFileNames } from "../../src/model/text/fileLink.ts";
import { call } from "../link.ts";
import { useIsThere } from "./names.ts";

export interface LinkProps {
  readonly href: string;
  readonly children: ComponentChild;
}

/** A link. The host checks and opens it; the webview never does. */
export function Link({ href, children }: LinkProps) {
  const open = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    void call("openLink", { href });
  };
  return (
    <a href="#" role="link" title={href} onClick={open}>
      {children}
    </a>
  );
}

/** What may be the name of a file: a link when the host knows it, or, until it has answered, when its form is sure. */
function FileName({ name, isSure }: { readonly name: string; readonly isSure: boolean }) {
  const isThere = useIsThere(name) ?? isSure;
  return isThere ? <Link href={name}>{name}</Link> : <>{name}</>;
}

/** The text of a code span: the name of a file in it is a link. */
export function codeText(text: string): ComponentChild {
  const may = mayNameFile(text);
  return may === null ? text : <FileName name={text} isSure={may === "surely"} />;
}

/** A plain text: the names of files in it are links. */
export function plainText(text: string): ComponentChild {
  const parts = splitFileNames(text);
  return parts.length === 1 && parts[0]?.isFile !== true
    ? text
    : parts.map((part, at) =>
        part.isFile ? <FileName key={at} name={part.text} isSure={false} /> : part.text,
      );
}
