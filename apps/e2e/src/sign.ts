import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Checksum, SourceData } from '@smithy/types';
import type { Credentials } from './stack.ts';

export interface SigningScope {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  /** When the request claims to be made; now, unless a test says otherwise. */
  readonly date?: Date;
}

/** The headers of a signed request (Signature Version 4), the given ones among them. */
export async function signedHeaders(
  request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
  scope: SigningScope,
): Promise<Record<string, string>> {
  const { host, hostname, port, pathname, protocol, searchParams } = new URL(request.url);
  const signer = new SignatureV4({ ...scope, sha256: Sha256 });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol,
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...request.headers, host },
      body: request.body,
    },
    { ...(scope.date !== undefined && { signingDate: scope.date }) },
  );
  return signed.headers;
}

/** SHA-256, keyed or not, in the shape the signer asks for. */
class Sha256 implements Checksum {
  readonly #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error('A finished hash cannot start over.');
  }
}

function bytes(data: SourceData): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
