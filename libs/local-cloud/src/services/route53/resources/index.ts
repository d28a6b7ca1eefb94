import { refusedType, type ResourceModel } from '@palisade/local-engine';
import { record } from './record.ts';
import { zone } from './zone.ts';

export const resources: readonly ResourceModel[] = [
  record,
  zone,
  refusedType('aws:route53/healthCheck:HealthCheck', 'health checks are not modelled'),
  refusedType('aws:route53/recordsExclusive:RecordsExclusive', 'declare each record with aws.route53.Record'),
  refusedType('aws:route53/zoneAssociation:ZoneAssociation', 'the zones of the local cloud are public ones'),
];
