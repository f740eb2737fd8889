/** The floor of the bench: a webview view with nothing in it but a text box and a place where text is appended. */
const vscode = require("vscode");

const page = `<!DOCTYPE html><html><body><textarea aria-label="Message"></textarea><pre id="log"></pre><script>
addEventListener("message", ({ data }) => document.getElementById("log").append(data));
const api = acquireVsCodeApi();
document.querySelector("textarea").addEventListener("keydown", event => event.key === "Enter" && api.postMessage("go"));
</script></body></html>`;

exports.activate = context => {
  const provider = {
    resolveWebviewView({ webview }) {
      webview.options = { enableScripts: true };
      webview.html = page;
      webview.onDidReceiveMessage(async () => {
        const text = "The quick brown fox jumps over the lazy dog ";
        for (let sent = 0; sent < 5000; sent++) {
          void webview.postMessage(text.slice(0, 41));
          if (sent % 10 === 0) await new Promise(resolve => setImmediate(resolve));
        }
        void webview.postMessage("THE END");
      });
    },
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider("hello.view", provider),
    vscode.commands.registerCommand("hello.open", () =>
      vscode.commands.executeCommand("hello.view.focus"),
    ),
  );
};
