import type { AlarmSpec } from '../../components/alarms.ts';
import type { Part } from './part.ts';

/** Every alarm of the payments API but those on what is counted in logs, in the order a request meets its parts. */
export function alarmsOf(part: Part): readonly AlarmSpec[] {
  return [...ofFirewall(part), ...ofApi(part), ...ofFunction(part), ...ofTables(part)];
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

function ofApi({ physical, settings }: Part): readonly AlarmSpec[] {
  const dimensions = { ApiName: physical.api, Stage: settings.stageName };
  const on = { namespace: 'AWS/ApiGateway', dimensions, statistic: 'Sum' as const };
  return [
    {
      ...on,
      type: 'api-4xx',
      metric: '4XXError',
      above: 50,
      minutes: 5,
      description: 'Callers are refused unusually often',
    },
    { ...on, type: 'api-5xx', metric: '5XXError', above: 0, minutes: 1, description: 'The API fails' },
  ];
}

function ofFunction({ physical }: Part): readonly AlarmSpec[] {
  const { functionName } = physical;
  const on = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: functionName },
    statistic: 'Sum' as const,
    above: 0,
    minutes: 1,
  };
  return [
    { ...on, type: 'processor-errors', metric: 'Errors', description: `${functionName} fails` },
    { ...on, type: 'processor-throttles', metric: 'Throttles', description: `${functionName} finds no room to run` },
  ];
}

function ofTables({ physical }: Part): readonly AlarmSpec[] {
  const of = (type: string, table: string): readonly AlarmSpec[] => {
    const on = { namespace: 'AWS/DynamoDB', statistic: 'Sum' as const, above: 0, minutes: 1 };
    return [
      ...(['Read', 'Write'] as const).map((kind) => ({
        ...on,
        type: `${type}-${kind.toLowerCase()}-throttles`,
        metric: `${kind}ThrottleEvents`,
        dimensions: { TableName: table },
        description: `DynamoDB throttles ${kind.toLowerCase()}s of ${table}`,
      })),
      ...(['GetItem', 'PutItem'] as const).map((operation) => ({
        ...on,
        type: `${type}-${operation === 'GetItem' ? 'get' : 'put'}-failures`,
        metric: 'SystemErrors',
        dimensions: { TableName: table, Operation: operation },
        description: `DynamoDB fails to ${operation} on ${table}`,
      })),
    ];
  };
  const { revokedCertificatesTable, transactionsTable } = physical;
  return [...of('transactions', transactionsTable), ...of('revoked-certificates', revokedCertificatesTable)];
}
