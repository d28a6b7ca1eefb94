import type { SecondLine } from '../../access-contract.ts';
import { noServiceYet, ownResource, secondLinesOfSystems } from '../second-lines.ts';

const endpointsAreExact =
  'The endpoints let no more pass, and this role is nobody elsewhere; it would do no more even if somebody widened them.';
const laterGrants = 'Nothing here grants it. It holds whatever is granted later, and the requirement asks for it.';
const endpointPolicyToo =
  'Through the endpoint its policy lets the processor alone; this holds even if somebody widens it.';
const roleDeniesItself =
  'Outside its VPC the processor denies itself S3 and DynamoDB; this holds for whoever else is let in.';
const lockedOutAnyway =
  'Whom this denies the documents bucket lets in for nothing; it holds even if somebody lets them in.';

/** What the payments policies say twice. */
export const paymentsSecondLines: readonly SecondLine[] = [
  ...secondLinesOfSystems,
  { kind: 'identity', statement: 'DenyDestruction', change: 'removed', because: laterGrants },
  {
    kind: 'identity',
    statement: 'DenyOutsideVpc',
    change: 'removed',
    because: 'Bucket and tables take this role through the endpoints alone; this is for all that are not this stack’s.',
  },
  ...['EnterTransactions', 'ReadTransactions', 'LookCertificatesUp', 'KeepReceipts'].flatMap((statement) =>
    ['actions', 'resources'].map(
      (change) => ({ kind: 'identity', statement, change, because: endpointsAreExact }) as const,
    ),
  ),
  ...['s3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id'].map(
    (change) =>
      ({
        kind: 'identity',
        statement: 'KeepReceipts',
        change,
        because: 'The bucket asks it of everybody; the requirement asks it of roles.',
      }) as const,
  ),
  { kind: 'bucket', statement: 'DenyDestructionWithoutMfa', change: 'removed', because: lockedOutAnyway },
  {
    kind: 'bucket',
    statement: 'DenyDestructionWithoutMfa',
    change: 'aws:MultiFactorAuthPresent',
    because: lockedOutAnyway,
  },
  {
    kind: 'bucket',
    statement: 'DenyOtherKey',
    change: 'removed',
    because: 'The only role that puts receipts is asked for the key itself; this holds for whoever else ever may.',
  },
  { kind: 'bucket', statement: 'ObjectsOnlyByPrincipals', change: 'removed', because: endpointPolicyToo },
  { kind: 'bucket', statement: 'ObjectsOnlyThroughEndpoint', change: 'removed', because: roleDeniesItself },
  { kind: 'table', statement: 'ItemsOnlyByPrincipals', change: 'removed', because: endpointPolicyToo },
  { kind: 'table', statement: 'ItemsOnlyThroughEndpoint', change: 'removed', because: roleDeniesItself },
  { kind: 'table', change: 'resources', because: ownResource },
  { kind: 'table', change: 'aws:PrincipalIsAWSService', because: noServiceYet },
  {
    kind: 'key',
    statement: 'DenyDestructionWithoutMfa',
    change: 'aws:PrincipalIsAWSService',
    because: 'Services that use the keys manage none; it keeps one that will from being denied.',
  },
  {
    kind: 'trust',
    statement: 'AssumedByPrincipals',
    change: 'aws:MultiFactorAuthPresent',
    because: 'A second factor has an age whenever it is present; people and checkers look for this key.',
  },
  {
    kind: 'endpoint',
    statement: 'ProcessorKeepsReceipts',
    change: 'aws:PrincipalArn',
    because: 'The bucket takes receipts of nobody else.',
  },
];
