/**
 * The floor of the bench: a view with a text box and plain text, on the same server, in the same window. No framework, no
 * markdown, no state. It also holds the probe, which tells what the extension host takes.
 */
const vscode = require("vscode");
const { createChat } = require("./chat.cjs");
const { page } = require("./page.cjs");
const { startProbe } = require("./probe.cjs");

exports.activate = context => {
  let view;
  let isReady = false;
  const chat = createChat({
    read: name => vscode.workspace.getConfiguration("folio").get(name),
    cwd: () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "/",
    post: text => isReady && void view?.webview.postMessage(text),
  });
  const provider = {
    resolveWebviewView(resolved) {
      view = resolved;
      view.webview.options = { enableScripts: true };
      view.webview.onDidReceiveMessage(({ kind, text }) => {
        if (kind === "send") return void chat.send(text);
        isReady = true;
        if (chat.said !== "") void view.webview.postMessage(chat.said);
      });
      view.onDidChangeVisibility(() => {
        if (!view.visible) isReady = false;
      });
      view.webview.html = page;
    },
  };
  context.subscriptions.push(
    { dispose: chat.dispose },
    startProbe(),
    vscode.window.registerWebviewViewProvider("bare.view", provider),
    vscode.commands.registerCommand("bare.open", () =>
      vscode.commands.executeCommand("bare.view.focus"),
    ),
    // The first page of a window starts what all pages share.
    vscode.commands.registerCommand("bare.warm", () => {
      const panel = vscode.window.createWebviewPanel("bare.warm", "Warm", vscode.ViewColumn.One);
      panel.webview.html = "<p>Warm</p>";
      setTimeout(() => panel.dispose(), 1500);
    }),
  );
};
