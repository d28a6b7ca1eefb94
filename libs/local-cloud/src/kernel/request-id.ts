import { randomBytes, randomUUID } from 'node:crypto';

/** `x-amzn-requestid`: a version 4 UUID. */
export const requestId = (): string => randomUUID();

const run = randomBytes(4).readUInt32BE().toString(36).toUpperCase().slice(-6).padStart(6, 'Q');
let count = 1_000_000_000;

/** `x-amz-request-id` of S3: 16 upper-case characters, no two alike: which process, and which of its requests. */
export const s3RequestId = (): string => run + ++count;
