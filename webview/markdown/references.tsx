import { createContext, type ComponentChild } from "preact";
import { useContext, useLayoutEffect } from "preact/hooks";
import { signal, type Signal } from "@preact/signals";
import { decodeEntities } from "./entities.ts";
import { Link } from "./Link.tsx";

/** The definitions of a text and how many links use each: whichever of them streams in first. */
export interface References {
  /** The address that a name is defined as; null for none. The first definition counts. */
  address(tag: string): string | null;
  isUsed(tag: string): boolean;
  /** Adds a definition; the result takes it back. */
  define(tag: string, address: string): () => void;
  /** Counts a use; the result takes it back. */
  use(tag: string): () => void;
}

interface Name {
  readonly addresses: Signal<readonly { readonly address: string }[]>;
  readonly uses: Signal<number>;
}

export function createReferences(): References {
  const names = new Map<string, Name>();
  const nameOf = (tag: string): Name => {
    const found = names.get(tag);
    if (found) return found;
    const made: Name = { addresses: signal([]), uses: signal(0) };
    names.set(tag, made);
    return made;
  };
  return {
    address: tag => nameOf(tag).addresses.value[0]?.address ?? null,
    isUsed: tag => nameOf(tag).uses.value > 0,
    define(tag, address) {
      const { addresses } = nameOf(tag);
      const definition = { address };
      addresses.value = [...addresses.peek(), definition];
      return () => {
        addresses.value = addresses.peek().filter(other => other !== definition);
      };
    },
    use(tag) {
      const { uses } = nameOf(tag);
      uses.value = uses.peek() + 1;
      return () => {
        uses.value = uses.peek() - 1;
      };
    },
  };
}

/** Each text has its own. */
export const ReferencesContext = createContext<References>(createReferences());

export interface ReferenceProps {
  readonly tag: string;
  /** What stands behind the label where there is no definition. */
  readonly rest: string;
  readonly children: ComponentChild;
}

/** A link by reference: text until its definition is there. Only links are drawn again then, not the blocks around them. */
export function Reference({ tag, rest, children }: ReferenceProps) {
  const references = useContext(ReferencesContext);
  useLayoutEffect(() => references.use(tag), [tag, references]);
  const address = references.address(tag);
  return address === null ? (
    <>
      [{children}]{rest}
    </>
  ) : (
    <Link href={address}>{children}</Link>
  );
}

export interface DefinitionProps {
  readonly tag: string;
  readonly address: string;
  readonly raw: string;
}

/** The definition of a link. It is shown where no link uses it, so that its address is not lost. */
export function Definition({ tag, address, raw }: DefinitionProps) {
  const references = useContext(ReferencesContext);
  const href = decodeEntities(address);
  useLayoutEffect(() => references.define(tag, href), [tag, href, references]);
  if (references.isUsed(tag)) return null;
  const at = raw.indexOf(address);
  return (
    <p dir="auto">
      {at < 0 ? `${raw} ` : raw.slice(0, at)}
      <Link href={href}>{address}</Link>
      {at < 0 ? "" : raw.slice(at + address.length)}
    </p>
  );
}
