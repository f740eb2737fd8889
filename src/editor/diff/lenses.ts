import { CodeLens, EventEmitter, languages, Range, type Disposable } from "vscode";
import { afterScheme, askKeyOf } from "./documents.ts";
import type { Review } from "./review.ts";

/** Accept and Decline above every hunk, in diffs and multi-diffs (CONVENTIONS fact 3), and the warnings on top. */
export function registerLenses(review: Review): Disposable {
  const changed = new EventEmitter<void>();
  const subscription = review.onChange(() => changed.fire());
  const registration = languages.registerCodeLensProvider(
    { scheme: afterScheme },
    {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        const key = askKeyOf(document.uri);
        const proposals = key === undefined ? undefined : review.proposals(key);
        const proposal = proposals?.find(
          ({ uri, movedTo }) => (movedTo ?? uri).path === document.uri.path,
        );
        if (!proposals || !proposal) return [];
        const all = proposals.length > 1 ? ` All ${proposals.length} Files` : "";
        const lines = proposal.hunkLines.length > 0 ? proposal.hunkLines : [0];
        return [
          ...proposal.warnings.map(text => lens(0, `$(warning) ${text}`, "", [])).slice(0, 3),
          ...lines.flatMap(line => [
            lens(line, `$(check) Accept${all}`, "folio.acceptChange", [key]),
            lens(line, `$(close) Decline${all}`, "folio.declineChange", [key]),
          ]),
        ];
      },
    },
  );
  return {
    dispose() {
      subscription.dispose();
      registration.dispose();
      changed.dispose();
    },
  };
}

const lens = (line: number, title: string, command: string, args: unknown[]): CodeLens =>
  new CodeLens(new Range(line, 0, line, 0), { title, command, arguments: args });
