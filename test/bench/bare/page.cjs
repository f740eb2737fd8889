/** Lines are elements of their own, in groups, so that new text lays out one group and not all of them. */
exports.page = `<!DOCTYPE html><html><head><style>
html, body { height: 100%; margin: 0 } body { display: flex; flex-direction: column }
#log { flex: 1; overflow-y: auto; white-space: pre-wrap } section { contain: content } section div { min-height: 1em }
</style></head><body><div id="log"></div><textarea aria-label="Message"></textarea><script>
const api = acquireVsCodeApi();
const log = document.getElementById("log");
const area = document.querySelector("textarea");
let group, line, isPlanned = false;
const newLine = () => {
  if (!group || group.childElementCount === 40) log.append((group = document.createElement("section")));
  group.append((line = document.createElement("div")));
};
const toEnd = () => {
  isPlanned = false;
  log.scrollTop = log.scrollHeight;
};
addEventListener("message", ({ data }) => {
  if (typeof data !== "string") return;
  for (const [at, text] of data.split("\\n").entries()) {
    if (at > 0 || !line) newLine();
    if (text !== "") line.append(text);
  }
  if (!isPlanned) requestAnimationFrame(toEnd);
  isPlanned = true;
});
area.addEventListener("keydown", event => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  log.replaceChildren();
  group = line = undefined;
  api.postMessage({ kind: "send", text: area.value });
  area.value = "";
});
api.postMessage({ kind: "ready" });
</script></body></html>`;
