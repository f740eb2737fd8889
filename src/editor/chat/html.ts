import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";
import { languageOf } from "../language.ts";
import { say } from "../say.ts";

/** The hash of an empty style element, which the toolkit inserts. No other inline style is allowed. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Where a chat stands: its page takes the colour of what is around it. */
export type Place = "sideBar" | "tab";

/** Draws the chat into a webview, replacing what was there. */
export function drawChat(webview: Webview, extension: Uri, place: Place): void {
  webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extension, "dist")],
  };
  webview.html = chatHtml(webview, extension, place);
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

/** The page of the chat: its scripts and one style sheet, and nothing from the network. */
function chatHtml(webview: Webview, extension: Uri, place: Place): string {
  const nonce = randomBytes(16).toString("base64");
  const { tag, words } = languageOf();
  const scripts = webview.asWebviewUri(Uri.joinPath(extension, "dist")).toString();
  const file = (name: string) => `${scripts}/${name}`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} ${emptyStyle}`,
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
<link rel="stylesheet" href="${file("webview.css")}">
</head>
<body data-place="${place}">
<div id="root" data-scripts="${scripts}" data-nonce="${nonce}" data-words="${escaped(JSON.stringify(words))}"></div>
<script nonce="${nonce}" src="${file("webview.js")}"></script>
<script nonce="${nonce}" src="${file("toolkit.js")}"></script>
</body>
</html>`;
}

/** Text escaped for HTML, also for attributes in quotation marks. */
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
