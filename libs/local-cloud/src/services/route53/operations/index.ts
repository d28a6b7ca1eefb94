import type { Operation } from '../../../kernel/operation.ts';
import type { Route53State } from '../state.ts';
import { getHostedZone } from './get-hosted-zone.ts';
import { listHostedZones, listHostedZonesByName } from './list-hosted-zones.ts';
import { listResourceRecordSets } from './list-resource-record-sets.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { testDnsAnswer } from './test-dns-answer.ts';

export const operations: readonly Operation<Route53State>[] = [
  getHostedZone,
  listHostedZones,
  listHostedZonesByName,
  listResourceRecordSets,
  listTagsForResource,
  testDnsAnswer,
];
