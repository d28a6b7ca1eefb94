import { randomUUID } from 'node:crypto';
import type { DoorCall } from '../../../kernel/activity.ts';
import type { Exchange } from '../../../kernel/exchange.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import type { EventKind } from './classify.ts';
import { recordText, type CloudtrailEvent } from './cloudtrail-event.ts';
import { shownCode, shownMessage } from './shown-error.ts';
import { userIdentity, userName } from './user-identity.ts';

export interface Home {
  readonly partition: string;
  readonly accountId: string;
}

const GLOBAL_REGION = 'us-east-1';

/** The event of a request at the door. */
export function doorEvent(call: DoorCall, kind: EventKind, { accountId, partition }: Home): CloudtrailEvent {
  const { exchange } = call;
  const { dataType, name, readOnly, table } = kind;
  const { connection, principal } = exchange;
  const region = table.global === true ? GLOBAL_REGION : call.region;
  const resources = table.resources?.(call, { partition, account: accountId, region }) ?? [];
  const id = randomUUID();
  const parameters = table.parameters(call);
  const { path } = connection;
  return {
    id,
    at: exchange.startedAt,
    region,
    global: table.global === true,
    category: dataType === undefined ? 'Management' : 'Data',
    name,
    source: table.source,
    readOnly,
    ...(dataType !== undefined && { resourceType: dataType }),
    arns: arnsOf(resources, dataType),
    userArn: principal.kind === 'anonymous' || principal.kind === 'service' ? '' : principal.arn,
    userName: userName(principal),
    accessKeyId: principal.kind === 'anonymous' || principal.kind === 'service' ? '' : principal.accessKeyId,
    resources,
    text: recordText({
      id,
      at: exchange.startedAt,
      identity: userIdentity(principal),
      source: table.source,
      name,
      region,
      sourceIp: path?.via === 'vpc-endpoint' ? path.vpcSourceIp : connection.sourceIp,
      userAgent: exchange.wire.headers['user-agent'] ?? '',
      errorCode: shownCode(exchange.errorCode),
      errorMessage: shownMessage(exchange.errorCode, call.errorMessage),
      parameters: Object.keys(parameters).length === 0 ? null : parameters,
      response: (exchange.errorCode === undefined && answers(kind) ? table.response?.(call) : undefined) ?? null,
      ...(call.service === 's3' && { additional: transfer(exchange) }),
      requestId: exchange.requestId,
      readOnly,
      resources: resources.map(({ accountId: owner, arn: ARN, type }) => ({
        ...(owner !== undefined && { accountId: owner }),
        type,
        ARN,
      })),
      management: dataType === undefined,
      accountId,
      vpcEndpointId: path?.via === 'vpc-endpoint' ? path.vpcEndpointId : undefined,
      tls: tlsDetails(exchange),
    }),
  };
}

/** Which ARNs `resources.ARN` compares: those of the type the event is about. */
export function arnsOf(
  resources: readonly { readonly type: string; readonly arn: string }[],
  type: string | undefined,
): readonly string[] {
  return resources.flatMap((each) => (type === undefined || each.type === type ? [each.arn] : []));
}

/** Answers of reads are no part of a record, except whom a new session belongs to. */
const answers = ({ readOnly, table }: EventKind): boolean => !readOnly || table.source === 'sts.amazonaws.com';

function transfer({ bytesSent, wire }: Exchange): JsonObject {
  return {
    ...(wire.headers['authorization'] !== undefined && {
      SignatureVersion: 'SigV4',
      AuthenticationMethod: 'AuthHeader',
    }),
    ...(wire.query.has('X-Amz-Signature') && { SignatureVersion: 'SigV4', AuthenticationMethod: 'QueryString' }),
    bytesTransferredIn: wire.body.length,
    bytesTransferredOut: bytesSent,
  };
}

function tlsDetails({ connection, wire }: Exchange): JsonObject | undefined {
  if (connection.tlsVersion === undefined) return undefined;
  return {
    tlsVersion: connection.tlsVersion,
    ...(connection.cipher !== undefined && { cipherSuite: connection.cipher }),
    clientProvidedHostHeader: wire.host,
  };
}
