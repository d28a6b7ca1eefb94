import type { Cloud } from '../../apps/e2e/src/faults/cloud.ts';

/** The document platform's stack. */
export const STACK = 'processing-local';

/** Outputs of the stack that a load needs. */
export interface Outputs {
  readonly apiUrl: string;
  readonly region: string;
  readonly documentsTableName: string;
  readonly processorDeadLetterQueueUrl: string;
  readonly dataKeyArn: string;
}

export async function outputsOf(cloud: Cloud): Promise<Outputs> {
  return (await cloud.report<{ readonly outputs: Outputs }>(STACK)).outputs;
}

/** A key of level read-write for a client. */
export async function issueKey(cloud: Cloud, client: string): Promise<string> {
  const printed = await cloud.palisade(
    ...['keys', 'create', '--stack', STACK, '--client', client, '--level', 'read-write', '--json'],
  );
  return (JSON.parse(printed) as { key: string }).key;
}
