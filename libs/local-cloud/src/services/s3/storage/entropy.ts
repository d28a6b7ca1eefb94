import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn in bulk: one system call for hundreds of objects. Nothing is handed out twice or kept after use. */
const pool = Buffer.alloc(16_384);
let used = pool.length;

function draw(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}

/** Fresh random bytes, `length` ≤ 64. */
export function randomBytes(length: number): Buffer {
  const drawn = draw(length);
  const bytes = Buffer.from(drawn);
  drawn.fill(0);
  return bytes;
}

/** 32 characters as S3 makes version ids: letters, digits, `.` and `_`. */
export function randomId(): string {
  return draw(24).toString('base64url').replaceAll('-', '.');
}
