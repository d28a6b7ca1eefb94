/**
 * The first line of a connection made by function code: `PALISADE/1 <token> <host>:<port>\n`. Everything after it is what the
 * function sent.
 */
export interface Preamble {
  readonly token: string;
  readonly host: string;
  readonly port: number;
}

export type PreambleReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'preamble'; readonly preamble: Preamble; readonly length: number };

const START = Buffer.from('PALISADE/1 ');
const LONGEST = 1024;
const NEWLINE = 0x0a;

/** Reads the preamble at the beginning of `bytes`. `PUT` and `PATCH` begin like one and are none. */
export function readPreamble(bytes: Buffer): PreambleReading {
  const common = Math.min(bytes.length, START.length);
  if (bytes.compare(START, 0, common, 0, common) !== 0) return { kind: 'none' };
  const end = bytes.indexOf(NEWLINE);
  if (end === -1) return { kind: bytes.length > LONGEST ? 'malformed' : 'incomplete' };
  const line = /^PALISADE\/1 (\S+) (\S+):(\d{1,5})$/.exec(bytes.toString('latin1', 0, end));
  if (line === null) return { kind: 'malformed' };
  const [, token, host, port] = line as unknown as [string, string, string, string];
  return {
    kind: 'preamble',
    preamble: { token, host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) },
    length: end + 1,
  };
}
