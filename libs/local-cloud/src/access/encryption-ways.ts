import {
  kmsKeyArn,
  listOf,
  matchGlob,
  statementsIn,
  type Facts,
  type Policy,
  type RequestPath,
  type Statement,
} from '@palisade/policies';
import type { BucketConfiguration } from '../services/s3/configuration/bucket-configuration.ts';
import { keyIdOf } from '../services/kms/key-reference.ts';
import type { Deployed } from './deployed-policies.ts';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY = `${ALGORITHM}-aws-kms-key-id`;

/**
 * What a put says of encryption when its client asks for what the bucket has: the headers that are condition keys of `s3:PutObject`.
 * Source: Service Authorization Reference, "Condition keys for Amazon S3".
 */
export function ownEncryption({ encryption, region }: BucketConfiguration, { keys }: Pick<Deployed, 'keys'>): Facts {
  const { algorithm, kmsKeyId } = encryption;
  if (kmsKeyId === undefined) return { [ALGORITHM]: algorithm };
  const id = keyIdOf(kmsKeyId);
  const key = keys.find((each) => each.region === region && (each.id === id || each.aliases.includes(`alias/${id}`)));
  return { [ALGORITHM]: algorithm, [KEY]: key?.arn ?? kmsKeyId };
}

/** What a put can ask for instead of the bucket's own encryption. */
export type OtherEncryption = 'no encryption' | 'AES-256' | 'another key';

/** Those others, as requests carry them. An empty list takes the key out of the request. */
export function otherEncryptions(
  account: string,
  region: string,
): Readonly<Record<OtherEncryption, RequestPath['context']>> {
  const another = kmsKeyArn({ account, region, id: '00000000-0000-0000-0000-000000000000' });
  return {
    'no encryption': { [ALGORITHM]: [], [KEY]: [] },
    'AES-256': { [ALGORITHM]: 'AES256', [KEY]: [] },
    'another key': { [ALGORITHM]: 'aws:kms', [KEY]: another },
  };
}

/** The others that differ from a bucket's own encryption. */
export function othersThan(own: Facts): readonly OtherEncryption[] {
  return own[KEY] === undefined ? ['no encryption', 'another key'] : ['no encryption', 'AES-256', 'another key'];
}

/** Whether one of the policies lets a put on these objects depend on the encryption it asks for. */
export function tellEncryptionApart(policies: Iterable<Policy>, arn: string): boolean {
  return [...policies]
    .flatMap(statementsIn)
    .some((statement) => asksAboutEncryption(statement) && isAbout(statement, arn));
}

function asksAboutEncryption({ Condition: condition = {} }: Statement): boolean {
  return Object.values(condition).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase().startsWith(ALGORITHM)),
  );
}

function isAbout({ NotResource: others, Resource: resources }: Statement, arn: string): boolean {
  return others !== undefined || listOf(resources).some((pattern) => matchGlob(pattern, arn));
}
