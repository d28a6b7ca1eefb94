/*
 * CRC-64/NVME (reflected polynomial 0x9a6c9329ac4bc9b5), the checksum S3 adds to an object whose uploader sent none. As two
 * 32-bit halves: BigInt arithmetic would cost a hundred times more.
 */
const POLYNOMIAL_LOW = 0xac4bc9b5;
const POLYNOMIAL_HIGH = 0x9a6c9329;

/** Eight tables of 256 entries one after the other: table k holds the effect of a byte k bytes from the end of a step. */
const low = new Uint32Array(8 * 256);
const high = new Uint32Array(8 * 256);
makeTables();

/** The checksum as its eight bytes, most significant first. */
export function crc64nvme(data: Uint8Array): Buffer {
  let lo = 0xffffffff;
  let hi = 0xffffffff;
  let i = 0;
  for (const end = data.length - 7; i < end; i += 8) {
    lo ^= at(data, i) | (at(data, i + 1) << 8) | (at(data, i + 2) << 16) | (at(data, i + 3) << 24);
    hi ^= at(data, i + 4) | (at(data, i + 5) << 8) | (at(data, i + 6) << 16) | (at(data, i + 7) << 24);
    const a = 1792 + (lo & 255);
    const b = 1536 + ((lo >>> 8) & 255);
    const c = 1280 + ((lo >>> 16) & 255);
    const d = 1024 + (lo >>> 24);
    const e = 768 + (hi & 255);
    const f = 512 + ((hi >>> 8) & 255);
    const g = 256 + ((hi >>> 16) & 255);
    const h = hi >>> 24;
    lo = at(low, a) ^ at(low, b) ^ at(low, c) ^ at(low, d) ^ at(low, e) ^ at(low, f) ^ at(low, g) ^ at(low, h);
    hi = at(high, a) ^ at(high, b) ^ at(high, c) ^ at(high, d) ^ at(high, e) ^ at(high, f) ^ at(high, g) ^ at(high, h);
  }
  for (; i < data.length; i++) {
    const entry = (lo ^ at(data, i)) & 255;
    lo = ((lo >>> 8) | (hi << 24)) ^ at(low, entry);
    hi = (hi >>> 8) ^ at(high, entry);
  }
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeInt32BE(~hi, 0);
  bytes.writeInt32BE(~lo, 4);
  return bytes;
}

function makeTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let lo = byte;
    let hi = 0;
    for (let bit = 0; bit < 8; bit++) {
      const carry = lo & 1;
      lo = (lo >>> 1) | (hi << 31);
      hi >>>= 1;
      if (carry) {
        lo ^= POLYNOMIAL_LOW;
        hi ^= POLYNOMIAL_HIGH;
      }
    }
    low[byte] = lo;
    high[byte] = hi;
  }
  for (let index = 256; index < 8 * 256; index++) {
    const before = index - 256;
    const entry = at(low, before) & 255;
    low[index] = ((at(low, before) >>> 8) | (at(high, before) << 24)) ^ at(low, entry);
    high[index] = (at(high, before) >>> 8) ^ at(high, entry);
  }
}

/** Every index here is in range. */
function at(array: Uint8Array | Uint32Array, index: number): number {
  return array[index] as number;
}
