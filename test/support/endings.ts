/** What must not outlive this process. */
const endings = new Set<() => void>();
let watches = false;

/**
 * Has `end` called when this process exits, however that comes about; it cannot wait for anything. Returns
 * what takes it back.
 */
export function endWithProcess(end: () => void): () => void {
  if (!watches) process.once("exit", endAll);
  watches = true;
  endings.add(end);
  return () => void endings.delete(end);
}

function endAll(): void {
  // The youngest first: a process before the folder that it was given.
  for (const end of [...endings].toReversed())
    try {
      end();
    } catch (error) {
      // One that cannot be ended must not keep the others.
      console.error(error);
    }
}

/** Ends a process together with those that it started; it leads a group of its own. */
export function killGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/**
 * Calls `stop` when this process is told to end, or when its parent is gone: npm hands a signal to the shell between,
 * and that dies without handing it on.
 */
export function stopWithSignals(stop: () => unknown = () => process.exit(130)): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid !== parent) stopOnce();
  }, 500).unref();
  let isStopping = false;
  const stopOnce = () => {
    if (isStopping) return;
    isStopping = true;
    clearInterval(looking);
    stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stopOnce);
}
