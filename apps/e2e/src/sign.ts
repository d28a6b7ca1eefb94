import aws4 from 'aws4';
import type { Credentials } from './stack.ts';

export interface SigningScope {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  /** When the request claims to be made; now, unless a test says otherwise. */
  readonly date?: Date;
}

/** The headers of a signed request (Signature Version 4), the given ones among them. */
export function signedHeaders(
  request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
  { credentials, region, service, date }: SigningScope,
): Record<string, string> {
  const { host, pathname, search } = new URL(request.url);
  const { method, body } = request;
  const claimed = date && { 'X-Amz-Date': date.toISOString().replaceAll(/[:-]|\.\d{3}/g, '') };
  const headers = { ...request.headers, ...claimed };
  const signed = aws4.sign({ method, host, path: `${pathname}${search}`, service, region, headers, body }, credentials);
  return Object.fromEntries(Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]));
}
