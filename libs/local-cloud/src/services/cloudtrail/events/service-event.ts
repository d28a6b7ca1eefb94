import { randomUUID } from 'node:crypto';
import type { ServiceCall } from '../../../kernel/activity.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { bucketNameOf } from '../../s3/arn.ts';
import { classify, type EventKind } from './classify.ts';
import { recordText, type CloudtrailEvent } from './cloudtrail-event.ts';
import type { Home } from './door-event.ts';
import { shownCode, shownMessage } from './shown-error.ts';
import { userIdentity, userName } from './user-identity.ts';

/** CloudTrail's own deliveries make no events: each would have to be delivered in turn. */
const SELF = 'cloudtrail.amazonaws.com';

interface Recorded {
  readonly service: string;
  readonly operation: string;
  /** Type of the resource. */
  readonly type: string;
  readonly parameters: (call: ServiceCall) => JsonObject;
  /** Recorded only of services in their own name. */
  readonly ownNameOnly?: boolean;
}

const use = (operation: string): Recorded => ({
  service: 'kms',
  operation,
  type: 'AWS::KMS::Key',
  parameters: ({ encryptionContext = {}, resource }) => ({ keyId: resource, encryptionContext }),
});
const onQueue = (operation: string): Recorded => ({
  service: 'sqs',
  operation,
  type: 'AWS::SQS::Queue',
  parameters: ({ resource }) => ({ queueArn: resource }),
});

/** What services do that AWS records, by IAM action. */
const recorded: Readonly<Record<string, Recorded>> = {
  'dynamodb:GetRecords': {
    service: 'dynamodb',
    operation: 'GetRecords',
    type: 'AWS::DynamoDB::Stream',
    parameters: ({ resource }) => ({ streamArn: resource }),
  },
  'kms:CreateGrant': use('CreateGrant'),
  'kms:Decrypt': use('Decrypt'),
  'kms:Encrypt': use('Encrypt'),
  'kms:GenerateDataKey': use('GenerateDataKey'),
  'lambda:InvokeFunction': {
    service: 'lambda',
    operation: 'Invoke',
    type: 'AWS::Lambda::Function',
    parameters: ({ resource }) => ({ functionName: resource }),
  },
  's3:PutObject': {
    service: 's3',
    operation: 'PutObject',
    type: 'AWS::S3::Object',
    ownNameOnly: true,
    parameters: ({ resource }) => ({
      bucketName: bucketNameOf(resource),
      key: resource.slice(resource.indexOf('/') + 1),
    }),
  },
  'sns:Publish': {
    service: 'sns',
    operation: 'Publish',
    type: 'AWS::SNS::Topic',
    parameters: ({ resource }) => ({ topicArn: resource }),
  },
  'sqs:DeleteMessage': onQueue('DeleteMessage'),
  'sqs:ReceiveMessage': onQueue('ReceiveMessage'),
  'sqs:SendMessage': onQueue('SendMessage'),
  'sts:AssumeRole': {
    service: 'sts',
    operation: 'AssumeRole',
    type: 'AWS::IAM::Role',
    parameters: ({ resource, sessionName }) => ({ roleArn: resource, roleSessionName: sessionName }),
  },
};

/** The kind of event that a call of a service makes; undefined if it makes none. */
export function kindOfServiceCall(call: ServiceCall): EventKind | undefined {
  const entry = recorded[call.action];
  const { encryptionContext, principal, sessionName } = call;
  if (entry === undefined || (principal.kind === 'service' && principal.name === SELF)) return undefined;
  if (entry.ownNameOnly === true && principal.kind !== 'service') return undefined;
  // The authoriser tells of every decision; of keys and roles the one that used them tells more.
  if (entry.service === 'kms' && encryptionContext === undefined) return undefined;
  if (entry.service === 'sts' && sessionName === undefined) return undefined;
  return classify(entry.service, entry.operation);
}

/** The event of a call inside the cloud. */
export function serviceEvent(call: ServiceCall, kind: EventKind, at: number, { accountId }: Home): CloudtrailEvent {
  const { errorCode, errorMessage, invokedBy, principal, region, resource } = call;
  const entry = recorded[call.action] as Recorded;
  const { dataType, name, readOnly, table } = kind;
  const id = randomUUID();
  const person = principal.kind === 'anonymous' || principal.kind === 'service' ? undefined : principal;
  const from = principal.kind === 'service' ? principal.name : (invokedBy ?? 'AWS Internal');
  return {
    id,
    at,
    region,
    global: false,
    category: dataType === undefined ? 'Management' : 'Data',
    name,
    source: table.source,
    readOnly,
    ...(dataType !== undefined && { resourceType: dataType }),
    arns: [resource],
    userArn: person?.arn ?? '',
    userName: userName(principal),
    accessKeyId: person?.accessKeyId ?? '',
    resources: [{ type: entry.type, arn: resource }],
    text: recordText({
      id,
      at,
      identity: userIdentity(principal, invokedBy),
      source: table.source,
      name,
      region,
      sourceIp: from,
      userAgent: from,
      errorCode: shownCode(errorCode),
      errorMessage: shownMessage(errorCode, errorMessage),
      parameters: entry.parameters(call),
      response: null,
      requestId: randomUUID(),
      readOnly,
      resources: [{ accountId, type: entry.type, ARN: resource }],
      management: dataType === undefined,
      accountId,
    }),
  };
}
