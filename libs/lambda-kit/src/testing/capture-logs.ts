/** What was written to stdout and stderr, as Lambda would have put it into the function's log group. */
export interface CapturedLogs {
  /** Everything, to look for what must not be there. */
  text(): string;
  /** The structured lines. */
  lines(): Record<string, unknown>[];
  clear(): void;
  restore(): void;
}

/** Takes over stdout and stderr until `restore()`. */
export function captureLogs(): CapturedLogs {
  let written = '';
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
  }
  return {
    text: () => written,
    lines: () =>
      written
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    clear: () => {
      written = '';
    },
    restore: () => {
      for (const { stream, write } of streams) stream.write = write;
    },
  };
}
