import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { DynamodbState } from '../state.ts';

/** The quotas of a new account. Source: DynamoDB Developer Guide, "Quotas in Amazon DynamoDB"; API Reference, DescribeLimits. */
export const describeLimits = operation({
  name: 'DescribeLimits',
  parse: () => undefined,
  permissions: () => [{ action: 'dynamodb:DescribeLimits', resource: '*' }],
  run: (_input, _call, _state: DynamodbState) =>
    json({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    }),
});

/** Source: Amazon DynamoDB API Reference, DescribeEndpoints. */
export const describeEndpoints = operation({
  name: 'DescribeEndpoints',
  parse: () => undefined,
  permissions: () => [{ action: 'dynamodb:DescribeEndpoints', resource: '*' }],
  run: (_input, _call, { host }: DynamodbState) =>
    json({ Endpoints: [{ Address: new URL(host.endpoint).host, CachePeriodInMinutes: 1440 }] }),
});
