import { render } from "preact";
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
listen(receive);
render(
  <Boundary broken={<Broken />}>
    <App />
  </Boundary>,
  root,
);
post({ kind: "ready" });
