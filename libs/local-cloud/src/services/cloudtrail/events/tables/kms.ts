import { kmsAliasArn, kmsKeyArn } from '@palisade/policies';
import type { JsonObject, JsonValue } from '../../../../kernel/wire.ts';
import type { EventTable } from '../event-table.ts';
import { pick, pickReply, textOf } from '../pick.ts';

const ALLOWED = [
  'KeyId',
  'AliasName',
  'TargetKeyId',
  'SourceKeyId',
  'DestinationKeyId',
  'GrantId',
  'GranteePrincipal',
  'RetiringPrincipal',
  'Operations',
  'KeySpec',
  'NumberOfBytes',
  'EncryptionAlgorithm',
  'PolicyName',
  'PendingWindowInDays',
  'Limit',
];

/** All of KMS is management. Source: AWS KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail". */
export const kms: EventTable = {
  source: 'kms.amazonaws.com',
  management: {
    read: [
      'Decrypt',
      'DescribeKey',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'GenerateRandom',
      'GetKeyPolicy',
      'GetKeyRotationStatus',
      'ListAliases',
      'ListGrants',
      'ListKeyPolicies',
      'ListKeyRotations',
      'ListKeys',
      'ListResourceTags',
      'ListRetirableGrants',
      'ReEncrypt',
    ],
    write: [
      'CancelKeyDeletion',
      'CreateGrant',
      'DisableKey',
      'EnableKey',
      'RetireGrant',
      'RevokeGrant',
      'RotateKeyOnDemand',
      'ScheduleKeyDeletion',
    ],
  },
  parameters({ exchange: { wire } }) {
    const context = wire.input['EncryptionContext'];
    // KMS itself says that the encryption context is written to CloudTrail in plain text.
    return { ...pick(wire.input, ALLOWED), ...(isContext(context) && { encryptionContext: context }) };
  },
  resources({ exchange: { wire }, reply }, { account, partition, region }) {
    const answered = reply?.body?.kind === 'json' ? reply.body.value : {};
    const metadata = answered['KeyMetadata'];
    const key =
      [textOf(answered, 'KeyId'), isContext(metadata) ? textOf(metadata, 'Arn') : undefined].find((each) =>
        each?.startsWith('arn:'),
      ) ?? textOf(wire.input, 'KeyId');
    if (key === undefined || key === '') return [];
    const place = { partition, region, account };
    const arn = /^arn:/.test(key)
      ? key
      : key.startsWith('alias/')
        ? kmsAliasArn({ ...place, name: key })
        : kmsKeyArn({ ...place, id: key });
    return [{ type: arn.includes(':alias/') ? 'AWS::KMS::Alias' : 'AWS::KMS::Key', arn, accountId: account }];
  },
  response: (call) => pickReply(call, ['KeyId', 'GrantId', 'KeyState', 'DeletionDate', 'PendingWindowInDays']),
};

function isContext(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
