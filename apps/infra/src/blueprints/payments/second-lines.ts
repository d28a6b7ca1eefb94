import type { SecondLine } from '../../access-contract.ts';

const ownResource = 'A resource policy is about its own resource only, whatever its Resource says.';
const namedInArn = 'The ARN beside it names the account already; AWS and its checkers ask for both.';
const noServiceYet = 'No AWS service is granted anything here; it keeps one that will be from being denied too.';
const contextSays =
  'The encryption context beside it says the same: only that service sends it, about what is in this account.';
const roleIsExact = "The role's own policy grants no more than this; the endpoint holds even if somebody widens it.";
const endpointsAreExact =
  'The endpoints let no more pass, and this role is nobody elsewhere; it would do no more even if somebody widened them.';
const eitherWouldDo =
  'Only what a service does for its caller carries either, and for this function and these tables only one does.';
const laterGrants = 'Nothing here grants it. It holds whatever is granted later, and the requirement asks for it.';
const onlyAlarmsHere = 'The account beside it is the only one whose alarms come here.';
const endpointPolicyToo =
  'Through the endpoint its policy lets the processor alone; this holds even if somebody widens it.';
const roleDeniesItself =
  'Outside its VPC the processor denies itself S3 and DynamoDB; this holds for whoever else is let in.';
const lockedOutAnyway =
  'Whom this denies the documents bucket lets in for nothing; it holds even if somebody lets them in.';

/** What the payments policies say twice. */
export const paymentsSecondLines: readonly SecondLine[] = [
  { kind: 'identity', statement: 'DenyDestruction', change: 'removed', because: laterGrants },
  {
    kind: 'identity',
    statement: 'DenyOutsideVpc',
    change: 'removed',
    because: 'Bucket and tables take this role through the endpoints alone; this is for all that are not this stack’s.',
  },
  {
    kind: 'identity',
    statement: 'DenyNetworkInterfacesFromCode',
    change: 'actions',
    because: 'It takes back what VpcNetworkInterfaces grants; there is nothing else to take back.',
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
    statement: 'DenyOtherEncryption',
    change: 'removed',
    because: 'Who names the key asks for aws:kms; checkers look for this one, and it also refuses aws:kms:dsse.',
  },
  {
    kind: 'bucket',
    statement: 'DenyOtherKey',
    change: 'removed',
    because: 'The only role that puts receipts is asked for the key itself; this holds for whoever else ever may.',
  },
  { kind: 'bucket', statement: 'ObjectsOnlyByPrincipals', change: 'removed', because: endpointPolicyToo },
  { kind: 'bucket', statement: 'ObjectsOnlyThroughEndpoint', change: 'removed', because: roleDeniesItself },
  { kind: 'bucket', change: 'resources', because: ownResource },
  { kind: 'bucket', change: 'aws:PrincipalIsAWSService', because: noServiceYet },
  { kind: 'bucket', statement: 'DeliverAccessLogs', change: 'aws:SourceAccount', because: namedInArn },
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
  { kind: 'key', change: 'kms:CallerAccount', because: contextSays },
  {
    kind: 'key',
    change: 'kms:EncryptionContext:aws:dynamodb:subscriberId',
    because: 'Every caller is of this account.',
  },
  { kind: 'key', change: 'kms:ViaService', because: contextSays },
  { kind: 'key', change: 'kms:GrantIsForAWSResource', because: eitherWouldDo },
  { kind: 'key', statement: 'EncryptAlarmNotifications', change: 'aws:SourceArn', because: onlyAlarmsHere },
  { kind: 'key', statement: 'EncryptAlarmNotifications', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'topic', change: 'resources', because: ownResource },
  { kind: 'topic', change: 'aws:SourceArn', because: onlyAlarmsHere },
  { kind: 'topic', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'function', change: 'resources', because: ownResource },
  { kind: 'function', change: 'AWS:SourceAccount', because: namedInArn },
  {
    kind: 'trust',
    statement: 'AssumedByPrincipals',
    change: 'aws:MultiFactorAuthPresent',
    because: 'A second factor has an age whenever it is present; people and checkers look for this key.',
  },
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceArn', because: namedInArn },
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'endpoint', change: 'actions', because: roleIsExact },
  { kind: 'endpoint', change: 'resources', because: roleIsExact },
  {
    kind: 'endpoint',
    statement: 'ProcessorKeepsReceipts',
    change: 'aws:PrincipalArn',
    because: 'The bucket takes receipts of nobody else.',
  },
  { kind: 'endpoint', change: 'aws:PrincipalAccount', because: namedInArn },
  { kind: 'endpoint', change: 'aws:ResourceAccount', because: 'Resource names what is in this account.' },
];
