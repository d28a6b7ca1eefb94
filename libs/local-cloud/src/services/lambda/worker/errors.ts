import type { ReportedError } from './messages.ts';

/** An error of the runtime itself; its name is the `errorType` that callers see. */
export class RuntimeError extends Error {
  constructor(kind: string, message: string) {
    super(message);
    this.name = `Runtime.${kind}`;
  }
}

/** What the caller of a function is told about an error. */
export function reportError(error: unknown): ReportedError {
  try {
    if (error instanceof Error) {
      return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: 'the error has no readable message, name and stack', trace: [] };
  }
}

/** An error with its own properties, as JSON, for the function's log in text format. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(reportError(error));
  const { name, message, stack } = error;
  try {
    return JSON.stringify({ errorType: name, errorMessage: message, ...error, stack: stack?.split('\n') });
  } catch {
    return JSON.stringify(reportError(error));
  }
}
