export { bundleHandler, type BundleOptions } from './bundle-handler.ts';
export type { WarmUp } from './code-cache/make-code-cache.ts';
export { callbackFileReads } from './slim/callback-file-reads.ts';
export { environmentCredentialsOnly } from './slim/environment-credentials-only.ts';
export { inlineSchemaNames } from './slim/inline-schema-names.ts';
export { noEventStreams } from './slim/no-event-streams.ts';
