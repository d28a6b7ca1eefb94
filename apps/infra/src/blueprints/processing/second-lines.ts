import type { SecondLine } from '../../access-contract.ts';

const ownResource = 'A resource policy is about its own resource only, whatever its Resource says.';
const namedInArn = 'The ARN beside it names the account already; AWS and its checkers ask for both.';
const noServiceYet =
  'No AWS service is granted anything on this bucket; it keeps one that will be from being denied too.';
const contextSays =
  'The encryption context beside it says the same: only that service sends it, about what is in this account.';
const roleIsExact = "The role's own policy grants no more than this; the endpoint holds even if somebody widens it.";
const outsideOnlyPresigned =
  'Bucket and endpoint let this role do no more to an object; this says so at the role as well.';
const eitherWouldDo =
  'Only what a service does for its caller carries either, and for these functions and tables only one does.';

/** What the processing policies say twice. */
export const processingSecondLines: readonly SecondLine[] = [
  {
    kind: 'bucket',
    statement: 'DenyOtherEncryption',
    change: 'removed',
    because: 'Who names the key asks for aws:kms; checkers look for this one, and it also refuses aws:kms:dsse.',
  },
  {
    kind: 'bucket',
    statement: 'OnlyGetObjects',
    change: 'removed',
    because: "The verifier's own policy grants no more; this holds even if somebody widens it.",
  },
  {
    kind: 'identity',
    statement: 'VerifyDocuments',
    change: 'actions',
    because: 'OnlyGetObjects denies everything else.',
  },
  { kind: 'identity', statement: 'DeleteDocuments', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'identity', statement: 'GiveDocuments', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'identity', statement: 'StoreDocuments', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'identity', statement: 'ReadArrivals', change: 'actions', because: outsideOnlyPresigned },
  {
    kind: 'identity',
    statement: 'DenyNetworkInterfacesFromCode',
    change: 'actions',
    because: 'It takes back what VpcNetworkInterfaces grants; there is nothing else to take back.',
  },
  { kind: 'bucket', change: 'resources', because: ownResource },
  { kind: 'queue', change: 'resources', because: ownResource },
  { kind: 'topic', change: 'resources', because: ownResource },
  { kind: 'function', change: 'resources', because: ownResource },
  { kind: 'bucket', change: 'aws:PrincipalIsAWSService', because: noServiceYet },
  {
    kind: 'bucket',
    statement: 'PresignedOutsideEndpoint',
    change: 'actions',
    because: 'OnlyTransfersOutsideEndpoint denies the rest.',
  },
  { kind: 'bucket', statement: 'DeliverAccessLogs', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'topic', change: 'aws:SourceArn', because: 'The account beside it is the only one whose alarms come here.' },
  { kind: 'topic', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'function', change: 'AWS:SourceAccount', because: namedInArn },
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceArn', because: namedInArn },
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'key', change: 'kms:CallerAccount', because: contextSays },
  {
    kind: 'key',
    change: 'kms:EncryptionContext:aws:dynamodb:subscriberId',
    because: 'Every caller is of this account.',
  },
  { kind: 'key', change: 'kms:ViaService', because: contextSays },
  { kind: 'key', change: 'kms:GrantIsForAWSResource', because: eitherWouldDo },
  {
    kind: 'key',
    statement: 'EncryptAlarmNotifications',
    change: 'aws:SourceArn',
    because: 'The account beside it is the only one whose alarms come here.',
  },
  { kind: 'key', statement: 'EncryptAlarmNotifications', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'endpoint', change: 'actions', because: roleIsExact },
  { kind: 'endpoint', change: 'resources', because: roleIsExact },
  { kind: 'endpoint', change: 'aws:PrincipalAccount', because: namedInArn },
  { kind: 'endpoint', change: 'aws:ResourceAccount', because: 'Resource names what is in this account.' },
];
