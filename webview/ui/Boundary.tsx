import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { post } from "../link.ts";

/** Keeps what fails to be drawn from taking everything around it away; the host's log is told. */
export function Boundary({
  broken,
  children,
}: {
  /** What stands there instead. */
  readonly broken: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const [error] = useErrorBoundary((thrown: unknown) =>
    post({
      kind: "failed",
      message: thrown instanceof Error ? (thrown.stack ?? "") : String(thrown),
    }),
  );
  return <>{error === undefined ? children : broken}</>;
}
