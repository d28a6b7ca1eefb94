import type { AlarmSpec } from '../components/alarms.ts';

/** An API that refuses unusually often, or fails. */
export function apiAlarms(dimensions: { readonly ApiName: string; readonly Stage: string }): readonly AlarmSpec[] {
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

/** A function that fails, or is not let run. */
export function functionAlarms(type: string, name: string): readonly AlarmSpec[] {
  const on = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: name },
    statistic: 'Sum' as const,
    above: 0,
    minutes: 1,
  };
  return [
    { ...on, type: `${type}-errors`, metric: 'Errors', description: `${name} fails` },
    { ...on, type: `${type}-throttles`, metric: 'Throttles', description: `${name} finds no room to run` },
  ];
}

/** A table, or an index of one, whose reads or writes DynamoDB throttles; `what`: as a person calls it. */
export function throttlingAlarms(
  type: string,
  what: string,
  dimensions: { readonly TableName: string; readonly GlobalSecondaryIndexName?: string },
): readonly AlarmSpec[] {
  return (['Read', 'Write'] as const).map((kind) => ({
    type: `${type}-${kind.toLowerCase()}-throttles`,
    description: `DynamoDB throttles ${kind.toLowerCase()}s of ${what}`,
    namespace: 'AWS/DynamoDB',
    metric: `${kind}ThrottleEvents`,
    dimensions: { ...dimensions },
    statistic: 'Sum',
    above: 0,
    minutes: 1,
  }));
}
