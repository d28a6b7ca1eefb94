import type { EffectiveSettings } from '../compiled/compiled-stage.ts';
import type { ExecutionLines } from '../pipeline/transaction.ts';

/** API Gateway cuts its log events. Source: API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs". */
const EVENT_BYTES = 1024;

/** The execution log of one request. Bodies and headers are in traces only, which data tracing must switch on. */
export class ExecutionLog implements ExecutionLines {
  readonly #requestId: string;
  readonly #lines: { readonly level: 'info' | 'error' | 'trace'; readonly text: string | (() => string) }[] = [];

  constructor(requestId: string) {
    this.#requestId = requestId;
  }

  info(text: string): void {
    this.#lines.push({ level: 'info', text });
  }

  error(text: string): void {
    this.#lines.push({ level: 'error', text });
  }

  trace(text: () => string): void {
    this.#lines.push({ level: 'trace', text });
  }

  /** The lines of a logging level, as they are delivered; `mask` hides what a trace must not show. */
  lines(
    { loggingLevel, dataTraceEnabled }: Pick<EffectiveSettings, 'loggingLevel' | 'dataTraceEnabled'>,
    mask: (text: string) => string,
  ): string[] {
    return this.#lines
      .filter(({ level }) => {
        if (level === 'error') return loggingLevel !== 'OFF';
        return loggingLevel === 'INFO' && (level === 'info' || dataTraceEnabled);
      })
      .map(({ text }) => cut(`(${this.#requestId}) ${typeof text === 'string' ? text : mask(text())}`));
  }
}

function cut(line: string): string {
  if (line.length * 3 <= EVENT_BYTES || Buffer.byteLength(line) <= EVENT_BYTES) return line;
  const room = EVENT_BYTES - '[TRUNCATED]'.length;
  return `${Buffer.from(line).subarray(0, room).toString().replace(/�+$/, '')}[TRUNCATED]`;
}
