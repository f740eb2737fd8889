import type { Calls, CallMethod, FromWebview, ToWebview } from "../src/model/wire.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
  getState(): unknown;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
let lastId = 0;

/** Asks the host to do something. Resolves with its result; rejects with a message for the person. */
export function call<M extends CallMethod>(
  method: M,
  params: Calls[M]["params"],
): Promise<Calls[M]["result"]> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, {
      // The host's table of handlers is typed by the same rows of `Calls`.
      resolve: result => resolve(result as Calls[M]["result"]),
      reject,
    });
    api.postMessage({ kind: "call", id, method, params });
  });
}

export const post = (message: Exclude<FromWebview, { kind: "call" }>): void =>
  api.postMessage(message);

/** What outlives the page: VS Code keeps it while the view is hidden, and over a reload of the window. */
export interface Kept {
  readonly surfaceId: string;
  readonly threadId: string | null;
  readonly readings: unknown;
}

/** What an earlier page kept, of whatever version. */
export const keptBefore = (): unknown => api.getState();

export const keep = (kept: Kept): void => api.setState(kept);

/** Messages of the host in their order; replies go to whoever called. */
export function listen(receive: (message: Exclude<ToWebview, { kind: "reply" }>) => void): void {
  window.addEventListener("message", (event: MessageEvent<ToWebview>) => {
    const message = event.data;
    if (message.kind !== "reply") return receive(message);
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.ok) waiting?.resolve(message.result);
    else waiting?.reject(new Error(message.message));
  });
}
