/** What may be logged of an error. Errors of the AWS SDK carry the request, with credentials and body, as properties. */
export interface CauseDescription {
  name: string;
  message?: string;
  code?: string;
  status?: number;
  awsRequestId?: string;
  attempts?: number;
  at?: string[];
}

/** Describes a cause the code itself gave: with its message. */
export function describeCause(error: unknown): CauseDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, $metadata } = error as { code?: unknown; $metadata?: Record<string, unknown> };
  return compact({
    name: error.name,
    message: error.message,
    code: typeof code === 'string' ? code : undefined,
    status: typeof $metadata?.['httpStatusCode'] === 'number' ? $metadata['httpStatusCode'] : undefined,
    awsRequestId: typeof $metadata?.['requestId'] === 'string' ? $metadata['requestId'] : undefined,
    attempts: typeof $metadata?.['attempts'] === 'number' ? $metadata['attempts'] : undefined,
    at: frames(error),
  });
}

/**
 * Describes an error nobody expected: without its message, which may quote what it choked on (`JSON.parse` does), that is
 * the caller's document. Name and frames say where to look.
 */
export function describeUnexpected(error: unknown): CauseDescription {
  const { message: _withheld, ...description } = describeCause(error);
  return description;
}

/** The stack's frames; what comes before them repeats the message, however many lines that has, and is cut off. */
function frames({ stack = '', message }: Error): string[] | undefined {
  const start = stack.indexOf(message);
  const tail = start < 0 ? '' : stack.slice(start + message.length);
  const found = tail.split('\n').flatMap((line) => /^ {4}at (.+)$/.exec(line)?.[1] ?? []);
  return found.length > 0 ? found.slice(0, 10) : undefined;
}

function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
