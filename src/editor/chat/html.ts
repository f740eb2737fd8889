import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

/** The hash of an empty style element: the toolkit's base inserts one, and nothing else inline may be allowed. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The page of the chat: one script, one style sheet, nothing from elsewhere. */
export function chatHtml(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const file = (name: string) =>
    webview.asWebviewUri(Uri.joinPath(extension, "dist", name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} ${emptyStyle}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Folio for Codex</title>
<link rel="stylesheet" href="${file("webview.css")}">
</head>
<body>
<main id="root" data-highlight="${file("highlight.js")}" data-nonce="${nonce}"></main>
<script nonce="${nonce}" src="${file("webview.js")}"></script>
</body>
</html>`;
}
