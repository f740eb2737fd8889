import type { Calls, CallMethod, FromWebview, ToWebview } from "../src/model/wire.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const pending = new Map<number, { resolve(): void; reject(error: Error): void }>();
let lastId = 0;

/** Asks the host to do something. Rejects with a message for the person. */
export function call<M extends CallMethod>(method: M, params: Calls[M]): Promise<void> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    api.postMessage({ kind: "call", id, method, params });
  });
}

export const post = (message: Exclude<FromWebview, { kind: "call" }>): void =>
  api.postMessage(message);

/** Messages of the host in their order; replies go to whoever called. */
export function listen(receive: (message: Exclude<ToWebview, { kind: "reply" }>) => void): void {
  window.addEventListener("message", (event: MessageEvent<ToWebview>) => {
    const message = event.data;
    if (message.kind !== "reply") return receive(message);
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.ok) waiting?.resolve();
    else waiting?.reject(new Error(message.message));
  });
}
