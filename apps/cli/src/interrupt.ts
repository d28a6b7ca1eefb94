/**
 * Runs a task that Ctrl-C or SIGTERM aborts, so that it can end what it started. Signals after the first change nothing: npx and
 * Nx pass on what the terminal has sent already, and that must not cut off the ending.
 */
export async function interruptible<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.on('SIGINT', abort).on('SIGTERM', abort);
  try {
    return await task(controller.signal);
  } finally {
    process.removeListener('SIGINT', abort).removeListener('SIGTERM', abort);
  }
}
