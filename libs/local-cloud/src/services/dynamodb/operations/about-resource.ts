import { parseArn } from '@palisade/policies';
import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { PolicyNotFoundException, ResourceNotFoundException, ValidationException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';
import type { Table } from '../table/table.ts';
import { text, violated } from './input.ts';
import { onTable } from './table-operation.ts';

const resourceArn = (input: JsonObject): string => {
  const arn = text(input, 'ResourceArn');
  if (arn === undefined) throw violated('ResourceArn', arn, 'Member must not be null');
  if (parseArn(arn)?.service !== 'dynamodb') {
    throw new ValidationException(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  }
  return arn;
};

function tableOf(arn: string, state: DynamodbState): Table {
  const table = state.find(arn);
  if (table === undefined) throw notFound(arn);
  return table;
}

const notFound = (arn: string): ResourceNotFoundException =>
  new ResourceNotFoundException(`Requested resource not found: ResourcArn: ${arn} not found`);

/** Source: Amazon DynamoDB API Reference, ListTagsOfResource. */
export const listTagsOfResource = operation({
  name: 'ListTagsOfResource',
  parse: ({ input }) => resourceArn(input),
  permissions: (arn, state: DynamodbState) => [onTable('ListTagsOfResource', arn, state.find(arn)?.configuration)],
  run: (arn, _call, state) =>
    json({
      Tags: Object.entries(tableOf(arn, state).configuration.tags).map(([Key, Value]) => ({ Key, Value })),
    }),
});

/** Of a table or a stream. Source: Amazon DynamoDB API Reference, GetResourcePolicy. */
export const getResourcePolicy = operation({
  name: 'GetResourcePolicy',
  parse: ({ input }) => resourceArn(input),
  permissions: (arn, state: DynamodbState) => [onTable('GetResourcePolicy', arn, state.find(arn)?.configuration)],
  run(arn, _call, state) {
    const [table = ''] = arn.split('/stream/', 1);
    const { stream } = tableOf(table, state).configuration;
    if (table !== arn && stream?.arn !== arn) throw notFound(arn);
    const policy = state.policy(arn);
    if (policy === undefined) throw new PolicyNotFoundException(arn);
    return json({ Policy: policy.text, RevisionId: policy.revisionId });
  },
});
