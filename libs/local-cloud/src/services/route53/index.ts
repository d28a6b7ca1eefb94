import type { Service } from '../../kernel/service.ts';
import { functions } from './functions/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { Route53State } from './state.ts';

/** Amazon Route 53: public hosted zones. It has one endpoint for all regions. */
export const route53: Service<Route53State> = {
  name: 'route53',
  protocol: 'rest-xml-wrapped',
  xmlNamespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
  resources,
  functions,
  operations,
  declaredOnly,
  createState: (host) => new Route53State(host),
};

export type { Route53State } from './state.ts';
export { answerOf, readHostedZones, type HostedZone, type HostedZones } from './zones/hosted-zones.ts';
export { RECORD } from './resources/record.ts';
export { ZONE } from './resources/zone.ts';
