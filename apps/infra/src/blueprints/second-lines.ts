import type { SecondLine } from '../access-contract.ts';

export const ownResource = 'A resource policy is about its own resource only, whatever its Resource says.';
export const namedInArn = 'The ARN beside it names the account already; AWS and its checkers ask for both.';
export const noServiceYet = 'No AWS service is granted anything here; it keeps one that will be from being denied too.';

const contextSays =
  'The encryption context beside it says the same: only that service sends it, about what is in this account.';
const roleIsExact = "The role's own policy grants no more than this; the endpoint holds even if somebody widens it.";
const eitherWouldDo =
  'Only what a service does for its caller carries either, and for what is encrypted here only one of the two does.';
const onlyAlarmsHere = 'The account beside it is the only one whose alarms come here.';

/** What is said twice by the policies of a stack with functions in a VPC, a bucket, tables, keys, alarms and a trail. */
export const secondLinesOfSystems: readonly SecondLine[] = [
  {
    kind: 'identity',
    statement: 'DenyNetworkInterfacesFromCode',
    change: 'actions',
    because: 'It takes back what VpcNetworkInterfaces grants; there is nothing else to take back.',
  },
  {
    kind: 'bucket',
    statement: 'DenyOtherEncryption',
    change: 'removed',
    because: 'Who names the key asks for aws:kms; checkers look for this one, and it also refuses aws:kms:dsse.',
  },
  { kind: 'bucket', change: 'resources', because: ownResource },
  { kind: 'bucket', change: 'aws:PrincipalIsAWSService', because: noServiceYet },
  { kind: 'bucket', statement: 'DeliverAccessLogs', change: 'aws:SourceAccount', because: namedInArn },
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
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceArn', because: namedInArn },
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'endpoint', change: 'actions', because: roleIsExact },
  { kind: 'endpoint', change: 'resources', because: roleIsExact },
  { kind: 'endpoint', change: 'aws:PrincipalAccount', because: namedInArn },
  { kind: 'endpoint', change: 'aws:ResourceAccount', because: 'Resource names what is in this account.' },
];
