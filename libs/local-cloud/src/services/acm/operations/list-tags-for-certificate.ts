import { certificateOperation } from './certificate-operation.ts';

/** Source: AWS Certificate Manager API Reference, ListTagsForCertificate. */
export const listTagsForCertificate = certificateOperation('ListTagsForCertificate', ({ tags }) => ({
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
}));
