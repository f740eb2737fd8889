import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Uri, type Webview } from "vscode";
import { languageOf } from "../language.ts";
import { say } from "../say.ts";

/** The hash of an empty style element, which the toolkit inserts. No other inline style is allowed. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Where a chat stands: its page takes the colour of what is around it. */
export type Place = "sideBar" | "tab";

/** Draws the chat into a webview, replacing what was there. */
export async function drawChat(webview: Webview, extension: Uri, place: Place): Promise<void> {
  const dist = Uri.joinPath(extension, "dist");
  const style = await readFile(Uri.joinPath(dist, "webview.css").fsPath, "utf8");
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = chatHtml({ webview, dist, place, style });
}

/** Draws a page without a script for a chat that does not answer: an explanation and two commands that help. */
export function drawFallback(webview: Webview, surfaceId: string): void {
  const reload = `command:folio.reloadChat?${encodeURIComponent(JSON.stringify([surfaceId]))}`;
  webview.options = { enableCommandUris: ["folio.reloadChat", "folio.showLog"] };
  // oxlint-disable-next-line folio/wordless -- Markup: its texts are said in their places.
  webview.html = `<!DOCTYPE html>
<html lang="${escaped(languageOf().tag)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>${escaped(say.text("folio"))}</title>
</head>
<body>
<h2>${escaped(say.text("chat.deaf"))}</h2>
<p>${escaped(say.text("chat.nothingLost"))}</p>
<p><a href="${reload}">${escaped(say.text("chat.deaf.reload"))}</a></p>
<p><a href="command:folio.showLog">${escaped(say.text("chat.deaf.showLog"))}</a></p>
</body>
</html>`;
}

interface ChatParts {
  readonly webview: Webview;
  /** The folder of what is shipped. */
  readonly dist: Uri;
  readonly place: Place;
  readonly style: string;
}

/**
 * The page of the chat: nothing of it comes from the network. Its style sheet is in it, and so is the composer: a person can
 * type before a file of the extension was asked for, which takes as long as the rest. The script takes both over.
 */
function chatHtml({ webview, dist, place, style }: ChatParts): string {
  const nonce = randomBytes(16).toString("base64");
  const { tag, words } = languageOf();
  const scripts = webview.asWebviewUri(dist).toString();
  const file = (name: string) => `${scripts}/${name}`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}' ${emptyStyle}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join("; ");
  // oxlint-disable-next-line folio/wordless -- Markup: its texts are said in their places.
  return `<!DOCTYPE html>
<html lang="${escaped(tag)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(say.text("folio"))}</title>
<style nonce="${nonce}">${withAddresses(style, file)}</style>
</head>
<body data-place="${place}">
<div id="root" data-scripts="${scripts}" data-nonce="${nonce}" data-words="${escaped(JSON.stringify(words))}">${composer()}</div>
<script nonce="${nonce}">${noteEnter}</script>
<script nonce="${nonce}" src="${file("webview.js")}"></script>
<script nonce="${nonce}" src="${file("toolkit.js")}"></script>
</body>
</html>`;
}

/** A style sheet that is put into the page: the files that it names lie beside it, and not beside the page. */
const withAddresses = (style: string, file: (name: string) => string): string =>
  style.replace(/url\("?\.\/([\w.]+)"?\)/g, (_all, name: string) => `url("${file(name)}")`);

/** Remembers that Enter was pressed before the script was there, which sends then what was typed. */
// oxlint-disable-next-line folio/wordless -- A script.
const noteEnter = `document.getElementById("root").onkeydown = event => {
  const { key, repeat, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
  if (key !== "Enter" || repeat || shiftKey || ctrlKey || altKey || metaKey || isComposing) return;
  event.preventDefault();
  event.currentTarget.dataset.entered = "true";
};`;

/** What `Composer.tsx` draws first, as far as a person needs it to type. */
const composer = (): string =>
  // oxlint-disable-next-line folio/wordless -- Markup: its texts are said in their places.
  `<div class="app"><main class="page"><div class="thread-frame"></div></main><div class="dock">\
<form class="composer"><div class="composer-box"><textarea rows="1" dir="auto" \
aria-label="${escaped(say.text("composer.message"))}" \
placeholder="${escaped(say.text("composer.placeholder.idle"))}"></textarea>\
<div class="composer-bar"><span class="icon-button"></span></div></div></form></div></div>`;

/** Text escaped for HTML, also for attributes in quotation marks. */
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
