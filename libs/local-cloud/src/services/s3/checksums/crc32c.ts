/** CRC-32C (Castagnoli), reflected polynomial 0x82f63b78, eight bytes a step. */
const tables = makeTables(0x82f63b78);

export function crc32c(data: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  let crc = 0xffffffff;
  let i = 0;
  for (const end = data.length - 7; i < end; i += 8) {
    crc ^= at(data, i) | (at(data, i + 1) << 8) | (at(data, i + 2) << 16) | (at(data, i + 3) << 24);
    crc =
      at(t7, crc & 255) ^
      at(t6, (crc >>> 8) & 255) ^
      at(t5, (crc >>> 16) & 255) ^
      at(t4, crc >>> 24) ^
      at(t3, at(data, i + 4)) ^
      at(t2, at(data, i + 5)) ^
      at(t1, at(data, i + 6)) ^
      at(t0, at(data, i + 7));
  }
  for (; i < data.length; i++) crc = at(t0, (crc ^ at(data, i)) & 255) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

type Eight = readonly [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

/** Table k holds the effect of a byte that is k bytes away from the end of the step. */
function makeTables(polynomial: number): Eight {
  const all = Array.from({ length: 8 }, () => new Uint32Array(256));
  const first = all[0] as Uint32Array;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    first[byte] = crc;
  }
  for (let k = 1; k < 8; k++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = at(all[k - 1] as Uint32Array, byte);
      (all[k] as Uint32Array)[byte] = at(first, before & 255) ^ (before >>> 8);
    }
  }
  return all as unknown as Eight;
}

/** Every index here is in range. */
function at(array: Uint8Array | Uint32Array, index: number): number {
  return array[index] as number;
}
