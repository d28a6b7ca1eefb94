import type { DeclaredOnly } from '../../../kernel/service.ts';

const ZONE = '/2013-04-01/hostedzone';

/** What would change zones, records or tags. Source: Amazon Route 53 API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'AssociateVPCWithHostedZone', route: { method: 'POST', path: `${ZONE}/{HostedZoneId}/associatevpc` } },
  { name: 'ChangeResourceRecordSets', route: { method: 'POST', path: `${ZONE}/{HostedZoneId}/rrset` } },
  { name: 'ChangeTagsForResource', route: { method: 'POST', path: '/2013-04-01/tags/{ResourceType}/{ResourceId}' } },
  { name: 'CreateHealthCheck', route: { method: 'POST', path: '/2013-04-01/healthcheck' } },
  { name: 'CreateHostedZone', route: { method: 'POST', path: ZONE } },
  { name: 'DeleteHealthCheck', route: { method: 'DELETE', path: '/2013-04-01/healthcheck/{HealthCheckId}' } },
  { name: 'DeleteHostedZone', route: { method: 'DELETE', path: `${ZONE}/{Id}` } },
  { name: 'DisassociateVPCFromHostedZone', route: { method: 'POST', path: `${ZONE}/{HostedZoneId}/disassociatevpc` } },
  { name: 'EnableHostedZoneDNSSEC', route: { method: 'POST', path: `${ZONE}/{HostedZoneId}/enable-dnssec` } },
  { name: 'UpdateHostedZoneComment', route: { method: 'POST', path: `${ZONE}/{Id}` } },
];
