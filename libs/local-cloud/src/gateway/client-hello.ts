/*
 * The beginning of a TLS connection, as far as it says for which server it is meant. What cannot be read is left to the TLS
 * library to refuse. Sources: RFC 8446, 4.1.2 and 5.1; RFC 6066, 3.
 */

export type ClientHelloReading =
  /** `serverName` is in lower case; undefined if the client names none, or none a host could have. */
  | { readonly kind: 'hello'; readonly serverName: string | undefined }
  /** Not worth reading again before there are `needed` bytes. */
  | { readonly kind: 'incomplete'; readonly needed: number }
  | { readonly kind: 'malformed' };

const HANDSHAKE = 0x16;
const CLIENT_HELLO = 0x01;
const SERVER_NAME = 0x0000;
const HOST_NAME = 0x00;
const RECORD_HEADER = 5;
const MESSAGE_HEADER = 4;
const LONGEST_RECORD = 2 ** 14;
/** Clients with post-quantum key shares send under 2 KiB. */
const LONGEST_HELLO = 2 ** 15;
const MOST_RECORDS = 64;

const malformed: ClientHelloReading = { kind: 'malformed' };

/** Reads the ClientHello at the beginning of `bytes`, in however many records it comes. */
export function readClientHello(bytes: Buffer): ClientHelloReading {
  const fragments: Buffer[] = [];
  let length = 0;
  let at = 0;
  for (let record = 0; record < MOST_RECORDS; record += 1) {
    if (bytes.length < at + RECORD_HEADER) return incomplete(bytes, at, at + RECORD_HEADER);
    const size = bytes.readUInt16BE(at + 3);
    if (bytes[at] !== HANDSHAKE || size === 0 || size > LONGEST_RECORD) return malformed;
    const end = at + RECORD_HEADER + size;
    if (bytes.length < end) return incomplete(bytes, at, end);
    fragments.push(bytes.subarray(at + RECORD_HEADER, end));
    length += size;
    at = end;
    const message = messageOf(fragments, length);
    if (message !== 'more') return message;
  }
  return malformed;
}

function incomplete(bytes: Buffer, at: number, needed: number): ClientHelloReading {
  return bytes.length > at && bytes[at] !== HANDSHAKE ? malformed : { kind: 'incomplete', needed };
}

function messageOf(fragments: readonly Buffer[], length: number): ClientHelloReading | 'more' {
  if (length < MESSAGE_HEADER) return 'more';
  const bytes = fragments.length === 1 ? (fragments[0] as Buffer) : Buffer.concat(fragments);
  const size = bytes.readUIntBE(1, 3);
  if (bytes[0] !== CLIENT_HELLO || size > LONGEST_HELLO) return malformed;
  if (length < MESSAGE_HEADER + size) return 'more';
  try {
    return {
      kind: 'hello',
      serverName: serverNameOf(new Reader(bytes.subarray(MESSAGE_HEADER, MESSAGE_HEADER + size))),
    };
  } catch (error) {
    if (error instanceof RangeError) return malformed;
    throw error;
  }
}

function serverNameOf(hello: Reader): string | undefined {
  hello.skip(2 + 32);
  hello.vector(1);
  hello.vector(2);
  hello.vector(1);
  if (hello.isEmpty) return undefined;
  const extensions = hello.vector(2);
  while (!extensions.isEmpty) {
    const type = extensions.number(2);
    const extension = extensions.vector(2);
    if (type === SERVER_NAME) return hostNameOf(extension.vector(2));
  }
  return undefined;
}

function hostNameOf(names: Reader): string | undefined {
  while (!names.isEmpty) {
    const type = names.number(1);
    const name = names.vector(2).text();
    if (type === HOST_NAME) return /^[\w.-]{1,253}$/.test(name) ? name.toLowerCase() : undefined;
  }
  return undefined;
}

/** Reads on through bytes; throws RangeError when they end too early. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isEmpty(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(size: number): number {
    return this.#take(size).readUIntBE(0, size);
  }

  skip(size: number): void {
    this.#take(size);
  }

  /** What follows a length of `size` bytes. */
  vector(size: number): Reader {
    return new Reader(this.#take(this.number(size)));
  }

  text(): string {
    return this.#bytes.toString('latin1', this.#at);
  }

  #take(size: number): Buffer {
    const end = this.#at + size;
    if (end > this.#bytes.length) throw new RangeError('The message ends too early.');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
