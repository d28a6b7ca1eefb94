import type { AlarmSpec } from '../../components/alarms.ts';
import { apiAlarms, functionAlarms, throttlingAlarms } from '../alarm-specs.ts';
import type { Part } from './part.ts';

/** Every alarm of the payments API but those on what is counted in logs, in the order a request meets its parts. */
export function alarmsOf(part: Part): readonly AlarmSpec[] {
  const { physical, settings } = part;
  return [
    ...ofFirewall(part),
    ...apiAlarms({ ApiName: physical.api, Stage: settings.stageName }),
    ...functionAlarms('processor', physical.functionName),
    ...ofTable('transactions', physical.transactionsTable),
    ...ofTable('revoked-certificates', physical.revokedCertificatesTable),
  ];
}

function ofFirewall({ physical, stack }: Part): readonly AlarmSpec[] {
  return [
    {
      type: 'waf-blocked',
      description: 'The firewall blocks unusually many requests',
      namespace: 'AWS/WAFV2',
      metric: 'BlockedRequests',
      dimensions: { WebACL: physical.webAcl, Region: stack.place.region, Rule: 'ALL' },
      statistic: 'Sum',
      above: 100,
      minutes: 5,
    },
  ];
}

function ofTable(type: string, table: string): readonly AlarmSpec[] {
  return [
    ...throttlingAlarms(type, table, { TableName: table }),
    ...(['GetItem', 'PutItem'] as const).map((operation) => ({
      type: `${type}-${operation === 'GetItem' ? 'get' : 'put'}-failures`,
      description: `DynamoDB fails to ${operation} on ${table}`,
      namespace: 'AWS/DynamoDB',
      metric: 'SystemErrors',
      dimensions: { TableName: table, Operation: operation },
      statistic: 'Sum' as const,
      above: 0,
      minutes: 1,
    })),
  ];
}
