import { hash } from 'node:crypto';
import type { Claim } from './claim.ts';
import { SignatureProblem } from './problem.ts';
import type { SigningKey } from './signing-key.ts';

export interface DecodedChunks {
  readonly body: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

interface ChunkContext {
  readonly signingKey: SigningKey;
  readonly claim: Claim;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Which variants exist: are chunks signed, may trailing headers follow. */
const variants: Readonly<Record<string, { readonly signed: boolean; readonly trailer: boolean }>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true, trailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true, trailer: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false, trailer: true },
};

/**
 * Decodes an aws-chunked body, checking each chunk's signature against the one before it.
 * Source: Amazon S3 API Reference, "Signature calculations for the authorization header: transferring payload in multiple
 * chunks" and "… including trailing headers".
 */
export function decodeChunks(kind: string, body: Buffer, context: ChunkContext): DecodedChunks {
  const variant = variants[kind];
  if (variant === undefined)
    throw new SignatureProblem('unsupported-algorithm', `Unsupported x-amz-content-sha256 ${kind}`);
  const chain = new SignatureChain(context);
  const parts: Buffer[] = [];
  let length = 0;
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd === -1) throw malformed('a chunk header is missing');
    const header = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(
      body.toString('latin1', at, lineEnd),
    );
    if (header === null) throw malformed('a chunk header cannot be read');
    const size = Number.parseInt(header[1] as string, 16);
    const from = lineEnd + 2;
    if (from + size > body.length) throw malformed('a chunk is shorter than it says');
    const chunk = body.subarray(from, from + size);
    if (variant.signed) chain.checkChunk(chunk, header[2]);
    at = from + size;
    if (size === 0) break;
    if (body.toString('latin1', at, at + 2) !== '\r\n') throw malformed('a chunk is longer than it says');
    parts.push(chunk);
    length += size;
    at += 2;
  }
  const trailers = readTrailers(body.toString('latin1', at), variant.trailer);
  if (variant.signed && variant.trailer) chain.checkTrailers(trailers);
  delete trailers['x-amz-trailer-signature'];
  checkAnnounced(trailers, length, context);
  return { body: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, length), trailers };
}

class SignatureChain {
  readonly #context: ChunkContext;
  #previous: string;

  constructor(context: ChunkContext) {
    this.#context = context;
    this.#previous = context.claim.signature;
  }

  checkChunk(chunk: Buffer, signature: string | undefined): void {
    this.#check('AWS4-HMAC-SHA256-PAYLOAD', `${EMPTY_HASH}\n${hash('sha256', chunk, 'hex')}`, signature);
  }

  checkTrailers(trailers: Readonly<Record<string, string>>): void {
    let text = '';
    for (const name of Object.keys(trailers).sort()) {
      if (name !== 'x-amz-trailer-signature') text += `${name}:${trailers[name]}\n`;
    }
    this.#check('AWS4-HMAC-SHA256-TRAILER', hash('sha256', text, 'hex'), trailers['x-amz-trailer-signature']);
  }

  #check(algorithm: string, hashes: string, signature: string | undefined): void {
    const { claim, signingKey } = this.#context;
    const stringToSign = `${algorithm}\n${claim.timestamp}\n${claim.scope}\n${this.#previous}\n${hashes}`;
    if (signature === undefined || !signingKey.verifies(stringToSign, signature)) {
      throw new SignatureProblem('chunk-mismatch', '', {
        AWSAccessKeyId: claim.accessKeyId,
        StringToSign: stringToSign,
        SignatureProvided: signature ?? '',
      });
    }
    this.#previous = signature;
  }
}

/** What follows the last chunk: nothing, or header lines and an empty line. */
function readTrailers(text: string, allowed: boolean): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1 || !allowed) throw malformed('there is data after the last chunk');
    trailers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}

/** The headers announce the decoded length and the trailers; a body that differs was cut or altered. */
function checkAnnounced(trailers: Readonly<Record<string, string>>, length: number, { headers }: ChunkContext): void {
  const announced = headers['x-amz-decoded-content-length'];
  if (announced === undefined) {
    throw new SignatureProblem('malformed-chunks', 'You must provide the Content-Length HTTP header.', {
      code: 'MissingContentLength',
    });
  }
  if (announced !== String(length)) {
    throw new SignatureProblem(
      'malformed-chunks',
      'You did not provide the number of bytes specified by the Content-Length HTTP header.',
      {
        code: 'IncompleteBody',
      },
    );
  }
  const names = (headers['x-amz-trailer'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const odd = [
    ...names.filter((name) => !(name in trailers)),
    ...Object.keys(trailers).filter((name) => !names.includes(name)),
  ];
  if (odd.length > 0) {
    throw new SignatureProblem(
      'malformed-chunks',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
      {
        code: 'MalformedTrailerError',
      },
    );
  }
}

function malformed(what: string): SignatureProblem {
  return new SignatureProblem('malformed-chunks', `The aws-chunked body is malformed: ${what}.`, {
    code: 'IncompleteBody',
  });
}
