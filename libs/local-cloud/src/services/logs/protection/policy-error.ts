/** What is wrong with a data protection policy, in one sentence. */
export class PolicyDocumentError extends Error {
  override readonly name = 'PolicyDocumentError';
}
