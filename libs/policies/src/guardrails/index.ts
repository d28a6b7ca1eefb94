export * from './ec2/deny-network-interfaces-from-code.ts';
export { type BucketPlace } from './s3/bucket-place.ts';
export * from './s3/deny-insecure-transport.ts';
export * from './s3/deny-old-tls.ts';
export * from './s3/deny-other-encryption.ts';
export * from './s3/deny-unless-principal-or-endpoint.ts';
export * from './s3/objects-only-by.ts';
export * from './s3/objects-only-through-endpoint.ts';
export * from './s3/only-get-objects-by.ts';
