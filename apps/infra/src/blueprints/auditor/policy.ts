import { auditorPolicy, kmsKeyArn, parseArn, type Policy } from '@palisade/policies';
import type { Place } from '../blueprint.ts';
import type { Audited } from './audited-stack.ts';

/** Reads these log groups; where they are encrypted with keys of the customer's, also decrypts, through CloudWatch Logs alone. */
export function logReaderPolicy({ audited, ...place }: Place & { readonly audited: Audited }): Policy {
  return auditorPolicy({ ...place, logGroups: audited.logGroups, keys: audited.logKeyArns.map(keyArn) });
}

function keyArn(text: string): ReturnType<typeof kmsKeyArn> {
  const { account = '', partition, region = '', resource = '', service } = parseArn(text) ?? {};
  const id = /^key\/([\w-]+)$/.exec(resource)?.[1];
  if (service !== 'kms' || partition === undefined || id === undefined) {
    throw new Error(`The audited stack's output logKeyArns lists "${text}", which is not the ARN of a KMS key.`);
  }
  return kmsKeyArn({ partition, region, account, id });
}
