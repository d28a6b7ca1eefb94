import { objectKey } from '@palisade/shared-types';
import { attempt } from './probes.ts';
import type { ProcessingProbeOutputs } from './processing-probe.ts';
import type { ProcessingOutputs, Stack } from './stack.ts';

/** What the probe writes into objects. */
export const poisonContent = 'probe';

/** The document that the poison of this run belongs to, once somebody enters it. */
export function poisonDocumentId(): string {
  const id = process.env['PALISADE_E2E_RUN'];
  if (id === undefined) throw new Error('There is no run. Start with `npx nx e2e e2e [--stack=NAME]`.');
  return id;
}

/** Has an object arrive, written by the API handler's role past the API, of which the documents table knows nothing. */
export async function poison(stack: Stack<ProcessingOutputs>, { apiHandler }: ProcessingProbeOutputs): Promise<string> {
  const key = objectKey(poisonDocumentId());
  const { bucketName: bucket, dataKeyArn: keyArn } = stack.outputs;
  return (await attempt(stack, apiHandler, { action: 'PutObject', bucket, key, keyArn })).outcome;
}
