import { randomUUID } from 'node:crypto';

/** `x-amzn-requestid`: a version 4 UUID. */
export const requestId = (): string => randomUUID();

/** `x-amz-request-id` of S3: 16 upper-case characters. */
export const s3RequestId = (): string => randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
