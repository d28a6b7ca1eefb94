import { createHmac } from 'node:crypto';
import { BASE32 } from './unique-id.ts';

/** Seconds for which one code is shown. */
export const TOTP_PERIOD = 30;

/** Number of the period a moment (milliseconds since the epoch) lies in. */
export const totpStep = (at: number): number => Math.floor(at / (TOTP_PERIOD * 1000));

/**
 * The six-digit code of a virtual MFA device for one period. `secret` is base 32, as authenticator apps take it.
 * Source: RFC 6238 with RFC 4226's defaults (HMAC-SHA-1, six digits), which is what IAM's virtual MFA devices use.
 */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** Base 32 without padding: 40 bytes make 64 characters, which is how long IAM's secrets are. */
export function toBase32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const character of text) bits += BASE32.indexOf(character).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
