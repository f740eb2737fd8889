import { useInView } from "./useInView.ts";

/** The end of the choices that grant more than this once: the host takes one only after it was in view. */
export function SeenMark({ askKey }: { readonly askKey: string }) {
  const [end] = useInView(askKey, "all");
  return <span class="ask-end" ref={end} />;
}
