import { randomUUID } from 'node:crypto';
import type { Properties, Resource } from '@palisade/local-engine';
import type { RefusedDeployment } from '../../../kernel/activity.ts';
import type { Host } from '../../../kernel/host.ts';
import { text } from '../../../kernel/properties.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { DOMAIN_NAME } from '../../apigateway/resources/domain-name.ts';
import { deployerPrincipal } from '../../iam/deployer.ts';
import { classify } from './classify.ts';
import { recordText, type CloudtrailEvent } from './cloudtrail-event.ts';
import { shownCode, shownMessage } from './shown-error.ts';
import { userIdentity, userName } from './user-identity.ts';

interface Recorded {
  readonly service: string;
  readonly create: string;
  readonly update: string;
  /** Names only. */
  readonly parameters: (inputs: Properties) => JsonObject;
}

/**
 * Calls that a deployment would make of AWS, by the type of the resource: those whose refusal somebody should hear of. Who cannot change whom a
 * domain name trusts may be about to let the wrong clients in.
 */
const recorded: Readonly<Record<string, Recorded>> = {
  [DOMAIN_NAME]: {
    service: 'apigateway',
    create: 'CreateDomainName',
    update: 'UpdateDomainName',
    parameters: (inputs) => ({ domainName: text(inputs, 'domainName') ?? '' }),
  },
};

type Place = Pick<Host, 'accountId' | 'partition' | 'clock'>;

/** Makes the events of a deployment that was refused; only what AWS itself would have answered with an error is one. */
export function refusedEvents(
  { graph, deployed, problems }: RefusedDeployment,
  host: Place,
): readonly (() => CloudtrailEvent)[] {
  return problems.flatMap(({ message, urn }) => {
    const resource = graph.resources.find((each) => each.urn === urn);
    const entry = resource && recorded[resource.type];
    const [, errorCode, errorMessage] = /^([A-Za-z]+(?:Exception|Error)): ([^]+)$/.exec(message) ?? [];
    if (resource === undefined || entry === undefined || errorCode === undefined) return [];
    const exists = deployed?.resources.some((each) => each.urn === urn) === true;
    return [
      () => refusedEvent(entry, exists ? entry.update : entry.create, { resource, errorCode, errorMessage }, host),
    ];
  });
}

interface Refusal {
  readonly resource: Resource;
  readonly errorCode: string;
  readonly errorMessage: string | undefined;
}

function refusedEvent(
  { parameters, service }: Recorded,
  operation: string,
  { resource, errorCode, errorMessage }: Refusal,
  host: Place,
): CloudtrailEvent {
  const kind = classify(service, operation);
  if (kind === undefined) throw new Error(`${service}:${operation} is in no table of events.`);
  const { accountId, clock } = host;
  const { name, table } = kind;
  const { source } = table;
  const principal = deployerPrincipal(host);
  const id = randomUUID();
  const at = clock.now();
  const region = text(resource.outputs, 'region') ?? '';
  return {
    id,
    at,
    region,
    global: table.global === true,
    category: 'Management',
    name,
    source,
    readOnly: false,
    arns: [],
    userArn: principal.arn,
    userName: userName(principal),
    accessKeyId: principal.accessKeyId,
    resources: [],
    text: recordText({
      id,
      at,
      identity: userIdentity(principal),
      source,
      name,
      region,
      sourceIp: '127.0.0.1',
      userAgent: 'pulumi',
      errorCode: shownCode(errorCode),
      errorMessage: shownMessage(errorCode, errorMessage),
      parameters: parameters(resource.inputs),
      response: null,
      requestId: randomUUID(),
      readOnly: false,
      resources: [],
      management: true,
      accountId,
    }),
  };
}
