import { randomBytes, randomUUID } from 'node:crypto';

/** `x-amzn-requestid`: a version 4 UUID. */
export const requestId = (): string => randomUUID();

const start = randomBytes(6).readUIntBE(0, 5);
let count = 0;

/** `x-amz-request-id` of S3: 16 upper-case characters, no two alike. */
export const s3RequestId = (): string =>
  (start + ++count * 0x10001).toString(36).toUpperCase().padStart(16, 'P0KQ4Z8H7R2M5T1X');
