import { format } from 'node:util';
import { describeError } from './errors.ts';
import type { EnvironmentSettings, LogLevel } from './messages.ts';

const levels: readonly LogLevel[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const methods: Readonly<Record<string, LogLevel>> = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};

/**
 * The log of function code: `console`, standard output and standard error. Console calls become one log event each, other
 * output one event a line. Source: Lambda Developer Guide, "Log and monitor Node.js Lambda functions".
 */
export class Log {
  /** Id of the current request; `undefined` as text before the first, as AWS prints it. */
  requestId: string | undefined;
  readonly #settings: EnvironmentSettings;
  readonly #write: (message: string) => void;

  constructor(settings: EnvironmentSettings, write: (message: string) => void) {
    this.#settings = settings;
    this.#write = write;
  }

  /** Takes over `console`, `process.stdout` and `process.stderr`. */
  capture(): void {
    const target = console as unknown as Record<string, unknown>;
    for (const [method, level] of Object.entries(methods)) {
      target[method] = (message: unknown, ...rest: readonly unknown[]): void => this.#console(level, message, rest);
    }
    for (const stream of [process.stdout, process.stderr]) captureLines(stream, (line) => this.#line(line));
  }

  /** An error that the runtime reports about the function. */
  error(what: string, error: unknown): void {
    if (this.#settings.logFormat === 'JSON')
      this.#console('ERROR', error instanceof Error ? error : new Error(String(error)), []);
    else this.#console('ERROR', what, [`\t${describeError(error)}`]);
  }

  #console(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    if (this.#settings.logFormat === 'Text') {
      const timestamp = new Date().toISOString();
      this.#write([timestamp, this.requestId, level, format(message, ...rest)].join('\t'));
    } else if (this.#passes(level)) {
      this.#write(formatJson(level, this.requestId, message, rest));
    }
  }

  /** A line that did not come through `console`. A structured one is filtered by its own level. */
  #line(line: string): void {
    if (this.#settings.logFormat === 'JSON' && !this.#passes(levelOf(line))) return;
    this.#write(line);
  }

  #passes(level: LogLevel): boolean {
    return levels.indexOf(level) >= levels.indexOf(this.#settings.logLevel);
  }
}

function formatJson(
  level: LogLevel,
  requestId: string | undefined,
  message: unknown,
  rest: readonly unknown[],
): string {
  const event: Record<string, unknown> = { timestamp: new Date().toISOString(), level, requestId };
  if (rest.length === 0) {
    try {
      return JSON.stringify({ ...event, message }, errorFields);
    } catch {
      return JSON.stringify({ ...event, message: format(message) });
    }
  }
  const error = rest.find((each) => each instanceof Error);
  return JSON.stringify({ ...event, message: format(message, ...rest), ...(error && fieldsOf(error)) });
}

function errorFields(_: string, value: unknown): unknown {
  return value instanceof Error ? { ...fieldsOf(value), ...value } : value;
}

function fieldsOf(error: Error): Record<string, unknown> {
  return {
    errorType: error.constructor.name,
    errorMessage: error.message,
    stackTrace: error.stack?.split('\n') ?? [],
  };
}

/** INFO unless the line is a JSON object that says otherwise. */
function levelOf(line: string): LogLevel {
  if (!line.startsWith('{')) return 'INFO';
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    const named = String(level).toUpperCase();
    return levels.find((each) => each === named) ?? 'INFO';
  } catch {
    return 'INFO';
  }
}

/** Replaces a stream's `write`: whole lines go to `onLine`, an unfinished one waits for its end. */
function captureLines(stream: NodeJS.WriteStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
    rest += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
}

type Done = (error?: Error | null) => void;
