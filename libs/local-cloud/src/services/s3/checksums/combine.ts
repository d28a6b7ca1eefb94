/** A reflected CRC: its polynomial and width in bits. */
interface Crc {
  readonly polynomial: bigint;
  readonly width: number;
}

const crcs: Readonly<Record<'CRC32' | 'CRC32C' | 'CRC64NVME', Crc>> = {
  CRC32: { polynomial: 0xedb88320n, width: 32 },
  CRC32C: { polynomial: 0x82f63b78n, width: 32 },
  CRC64NVME: { polynomial: 0x9a6c9329ac4bc9b5n, width: 64 },
};

/**
 * CRC of two pieces of data together, from the CRC of each (base64) and the length of the second: a multipart upload gets
 * the checksum of the whole object without its parts being read again. The method is the one of zlib's `crc32_combine`:
 * appending n zero bytes is a linear map, so it is a bit matrix, and its powers are squares.
 */
export function combineCrc(algorithm: keyof typeof crcs, first: string, second: string, secondLength: number): string {
  const { polynomial, width } = crcs[algorithm];
  let crc = BigInt(`0x${Buffer.from(first, 'base64').toString('hex')}`);
  let matrix = power(oneZeroBit(polynomial, width), 8);
  for (let length = secondLength; length > 0; length = Math.floor(length / 2)) {
    if (length % 2 === 1) crc = times(matrix, crc);
    matrix = matrix.map((column) => times(matrix, column));
  }
  const combined = crc ^ BigInt(`0x${Buffer.from(second, 'base64').toString('hex')}`);
  return Buffer.from(combined.toString(16).padStart(width / 4, '0'), 'hex').toString('base64');
}

/** Columns of the matrix that shifts a CRC by one zero bit. */
function oneZeroBit(polynomial: bigint, width: number): readonly bigint[] {
  return [polynomial, ...Array.from({ length: width - 1 }, (_, bit) => 1n << BigInt(bit))];
}

/** `exponent` is a power of two. */
function power(matrix: readonly bigint[], exponent: number): readonly bigint[] {
  let result = matrix;
  for (let n = exponent; n > 1; n /= 2) {
    const square = result;
    result = square.map((column) => times(square, column));
  }
  return result;
}

function times(matrix: readonly bigint[], vector: bigint): bigint {
  let sum = 0n;
  for (let bit = 0; vector !== 0n; bit++, vector >>= 1n) if (vector & 1n) sum ^= matrix[bit] ?? 0n;
  return sum;
}
