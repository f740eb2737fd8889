import { render } from "preact";
import { useLanguage, type Words } from "../src/model/text/speak.ts";
import { App } from "./app.tsx";
import { listen, post } from "./link.ts";
import { receive } from "./state.ts";
import { Broken } from "./thread/Broken.tsx";
import { Boundary } from "./ui/Boundary.tsx";

window.addEventListener("error", ({ message }) => post({ kind: "failed", message }));
window.addEventListener("unhandledrejection", ({ reason }) =>
  post({ kind: "failed", message: String(reason) }),
);
window.addEventListener("focus", () => post({ kind: "focus", has: true }));
window.addEventListener("blur", () => post({ kind: "focus", has: false }));

const root = document.getElementById("root");
if (!root) throw new Error("The page of the chat has no #root.");
useLanguage(document.documentElement.lang, wordsOf(root.dataset["words"]));
listen(receive);
// From here on the composer hears the keys.
root.onkeydown = null;
render(
  <Boundary broken={<Broken />}>
    <App />
  </Boundary>,
  root,
);
post({
  kind: "ready",
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  locale: navigator.language,
});
// VS Code may have given the page the focus before it could hear of that.
if (document.hasFocus()) post({ kind: "focus", has: true });

/** The words of the language, as the host wrote them into the page. */
function wordsOf(text: string | undefined): Words {
  const found: unknown = JSON.parse(text ?? "{}");
  return typeof found === "object" && found !== null
    ? Object.fromEntries(
        Object.entries(found).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        ),
      )
    : {};
}
