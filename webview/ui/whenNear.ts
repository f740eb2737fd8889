const waiting = new Map<Element, () => void>();

/** About two screens above and below what is seen. */
const observer =
  typeof IntersectionObserver === "undefined"
    ? null
    : new IntersectionObserver(
        entries => {
          for (const { target, isIntersecting } of entries) {
            if (!isIntersecting) continue;
            const come = waiting.get(target);
            forget(target);
            come?.();
          }
        },
        { rootMargin: "200% 0px" },
      );

/** Calls back once an element is in sight or near it. The returned function forgets it before that. */
export function whenNear(element: Element, come: () => void): () => void {
  waiting.set(element, come);
  observer?.observe(element);
  return () => forget(element);
}

function forget(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
