import type { AccessContract } from '../../access-contract.ts';
import { encrypting, enveloping, managingKey } from '../access-actions.ts';
import { serviceKeyGrants } from '../service-access.ts';
import { kmsWays, type ProcessingCaller, type ProcessingResource, type ProcessingWay } from './access-names.ts';

type Contract = AccessContract<ProcessingCaller, ProcessingResource, ProcessingWay>;

const roleOf = (name: 'authorizer' | 'API handler' | 'processor' | 'notifier'): readonly ProcessingCaller[] => [
  `${name} code`,
  `${name} role by Lambda`,
];
const administrators: readonly ProcessingCaller[] = ['deployer', 'other administrator', 'root user'];

/** Who uses which key, through which service, for what. */
export const keyGrants: Contract['grants'] = [
  {
    who: [...roleOf('API handler'), ...roleOf('processor'), 'verifier'],
    may: enveloping,
    on: ['data key'],
    by: ['via-s3'],
  },
  {
    who: [...roleOf('API handler'), ...roleOf('processor'), ...roleOf('notifier')],
    may: encrypting,
    on: ['data key'],
    by: ['via-dynamodb-documents'],
  },
  { who: roleOf('authorizer'), may: encrypting, on: ['data key'], by: ['via-dynamodb-permissions'] },
  { who: roleOf('notifier'), may: enveloping, on: ['messaging key'], by: ['via-sns'] },
  {
    who: (['authorizer', 'API handler', 'processor', 'notifier'] as const).flatMap((name) => [...roleOf(name)]),
    may: enveloping,
    on: ['messaging key'],
    by: ['via-sqs'],
  },
  { who: ['verifier'], may: ['kms:Decrypt'], on: ['logs key'], by: ['via-logs'] },
  ...serviceKeyGrants({ ofAlarms: 'messaging key', ofTrail: 'logs key' }, kmsWays),
];

/** What whoever deploys does with a key beside managing it: make tables, encrypt environments, redrive dead letters, read logs. */
const deployers: Readonly<Record<string, Readonly<Partial<Record<ProcessingWay, readonly string[]>>>>> = {
  'data key': {
    'via-dynamodb-documents': [...encrypting, 'kms:CreateGrant'],
    'via-dynamodb-permissions': [...encrypting, 'kms:CreateGrant'],
    'via-dynamodb-other-table': ['kms:CreateGrant'],
  },
  'messaging key': {
    'via-sqs': enveloping,
    'via-lambda': ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
  },
};

/** What everybody does whose identity policies allow it: read logs and trails, through the services that keep them. */
const readers: Readonly<Record<string, Readonly<Partial<Record<ProcessingWay, readonly string[]>>>>> = {
  'logs key': { 'via-logs': ['kms:Decrypt'], 'via-s3-trail': ['kms:Decrypt'] },
};

/** Administrators manage the keys; beyond that they are held to the above. */
export const keyExceptions: NonNullable<Contract['exceptions']> = (
  ['data key', 'logs key', 'messaging key'] as const
).flatMap((key) =>
  kmsWays.flatMap((way) =>
    administrators.map((administrator) => ({
      who: [administrator],
      mayNot: ['kms:*'],
      butMay: [
        ...managingKey,
        ...(readers[key]?.[way] ?? []),
        ...(administrator === 'deployer' ? (deployers[key]?.[way] ?? []) : []),
      ],
      on: [key],
      by: [way],
    })),
  ),
);
