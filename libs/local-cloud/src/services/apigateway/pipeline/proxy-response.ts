/** What a function answered, ready to be sent. */
export interface ProxyResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** The gateway has its own; what the function says about them is passed on under another name. */
const REMAPPED = new Set([
  'connection',
  'content-length',
  'date',
  'server',
  'transfer-encoding',
  'upgrade',
  'via',
  'www-authenticate',
]);

/**
 * Reads the output of a function behind a proxy integration; undefined if it is malformed.
 * Source: API Gateway Developer Guide, "Output format of a Lambda function for proxy integration".
 */
export function parseProxyResponse(payload: Buffer): ProxyResponse | undefined {
  const output = parse(payload);
  if (output === undefined) return undefined;
  const status = statusOf(output['statusCode']);
  const headers = headersOf(output['headers'], output['multiValueHeaders']);
  const { body = null, isBase64Encoded = false } = output;
  if (status === undefined || headers === undefined) return undefined;
  if ((body !== null && typeof body !== 'string') || typeof isBase64Encoded !== 'boolean') return undefined;
  return { status, headers, body: body ?? '', isBase64Encoded };
}

function parse(payload: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(payload.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function statusOf(value: unknown): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) return undefined;
  return status;
}

/** Multi-value headers win over single ones of the same name. */
function headersOf(single: unknown, multiple: unknown): Record<string, string | string[]> | undefined {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of entries(multiple) ?? [[undefined, undefined]]) {
    if (name === undefined || !Array.isArray(value)) return undefined;
    const texts = value.map(asText);
    if (!isName(name) || texts.some((text) => text === undefined)) return undefined;
    headers[rename(name)] = texts as string[];
  }
  for (const [name, value] of entries(single) ?? [[undefined, undefined]]) {
    if (name === undefined) return undefined;
    const text = asText(value);
    if (!isName(name) || text === undefined) return undefined;
    const target = rename(name);
    if (!Object.keys(headers).some((known) => known.toLowerCase() === target.toLowerCase())) headers[target] = text;
  }
  return headers;
}

function entries(value: unknown): [string, unknown][] | undefined {
  if (value === undefined || value === null) return [];
  return typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : undefined;
}

function asText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value);
  // A line break would end the header and begin another one.
  return /[^\t\x20-\x7e\x80-\xff]/.test(text) ? undefined : text;
}

const isName = (name: string) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name);
const rename = (name: string) => (REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name);
