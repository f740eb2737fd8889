import type { ComponentChildren, FunctionComponent } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { post } from "../link.ts";

/** Contains a failure of its children: the rest of the page stays. The host logs it. */
export function Boundary({
  broken,
  children,
}: {
  /** Shown instead of children that failed. */
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

/** A component that is missed when it cannot be drawn. */
export const guarded =
  <Props extends object>(Component: FunctionComponent<Props>): FunctionComponent<Props> =>
  props => (
    <Boundary broken={null}>
      <Component {...props} />
    </Boundary>
  );
