import type { AccessContract } from '../../access-contract.ts';
import { encrypting, enveloping, managingKey } from '../access-actions.ts';
import { serviceKeyGrants } from '../service-access.ts';
import { kmsWays, type PaymentsCaller, type PaymentsResource, type PaymentsWay } from './access-names.ts';

type Contract = AccessContract<PaymentsCaller, PaymentsResource, PaymentsWay>;

const processor: readonly PaymentsCaller[] = ['processor code', 'processor role by Lambda'];
const deployers: readonly PaymentsCaller[] = ['deployer', 'deployer with MFA', 'deployer with old MFA'];

/** Who uses which key, through which service, for what. */
export const keyGrants: Contract['grants'] = [
  { who: [...processor, 'operator'], may: enveloping, on: ['s3 key'], by: ['via-s3'] },
  {
    who: [...processor, 'operator'],
    may: encrypting,
    on: ['dynamodb key'],
    by: ['via-dynamodb-transactions', 'via-dynamodb-revoked-certificates'],
  },
  ...serviceKeyGrants({ ofAlarms: 'operations key', ofTrail: 'operations key' }, kmsWays),
];

/** What takes a second factor of everybody but the deployer. */
const destroyingKey = ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];
const keepingKey = managingKey.filter((action) => !destroyingKey.includes(action));

/** What whoever deploys does with a key beside managing it: make tables and encrypt the environment. */
const deploying: Readonly<Record<string, Readonly<Partial<Record<PaymentsWay, readonly string[]>>>>> = {
  'dynamodb key': {
    'via-dynamodb-transactions': [...encrypting, 'kms:CreateGrant'],
    'via-dynamodb-revoked-certificates': [...encrypting, 'kms:CreateGrant'],
    'via-dynamodb-other-table': ['kms:CreateGrant'],
  },
  'operations key': { 'via-lambda': ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'] },
};

/** What everybody does whose identity policies allow it: read logs and the trail, through the services that keep them. */
const reading: Readonly<Record<string, Readonly<Partial<Record<PaymentsWay, readonly string[]>>>>> = {
  'logs key': { 'via-logs': ['kms:Decrypt'] },
  'operations key': { 'via-s3-trail': ['kms:Decrypt'] },
};

const keys = ['s3 key', 'dynamodb key', 'logs key', 'operations key'] as const;

/** Administrators manage the keys, destroy them with a second factor, and beyond that are held to the above. */
export const keyExceptions: NonNullable<Contract['exceptions']> = keys.flatMap((key) =>
  kmsWays.flatMap((way) => {
    const all = (who: readonly PaymentsCaller[], butMay: readonly string[]) => ({
      who,
      mayNot: ['kms:*'],
      butMay: [...butMay, ...(reading[key]?.[way] ?? [])],
      on: [key],
      by: [way],
    });
    return [
      all(deployers, [...managingKey, ...(deploying[key]?.[way] ?? [])]),
      all(['other administrator', 'root user'], keepingKey),
      all(['other administrator with MFA', 'root user with MFA'], managingKey),
    ];
  }),
);
