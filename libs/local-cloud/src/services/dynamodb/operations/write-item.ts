import type { Operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import { project } from '../expressions/projection.ts';
import type { DynamodbState } from '../state.ts';
import type { Item } from '../values/attribute-value.ts';
import { checkWrite, consume, planWrite, writeOf, type PlannedWrite } from '../writes/plan-write.ts';
import { attributesOf, readWriteAction, type WriteAction, type WriteKind } from '../writes/write-action.ts';
import { Capacity, capacityReport, type CapacityReport } from './capacity.ts';
import { oneOf } from './input.ts';
import { attributesKey, leadingKeys } from './leading-keys.ts';
import { refuseItemCollectionMetrics } from './refusals.ts';
import { tableOperation } from './table-operation.ts';

const returnValues = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] as const;
type ReturnValues = (typeof returnValues)[number];

interface Input {
  readonly table: string;
  readonly action: WriteAction;
  readonly returns: ReturnValues;
  readonly report: CapacityReport;
}

/** PutItem, UpdateItem and DeleteItem differ by what becomes of the item only. */
export function writeOperation(
  name: 'PutItem' | 'UpdateItem' | 'DeleteItem',
  kind: Exclude<WriteKind, 'ConditionCheck'>,
): Operation<DynamodbState> {
  return tableOperation<Input>({
    name,
    parse(input) {
      refuseItemCollectionMetrics(input);
      const returns = oneOf(input, 'ReturnValues', returnValues) ?? 'NONE';
      if (kind !== 'Update' && returns !== 'NONE' && returns !== 'ALL_OLD') {
        throw new ValidationException('ReturnValues can only be ALL_OLD or NONE');
      }
      const action = readWriteAction(kind, input);
      return { table: action.table, action, returns, report: capacityReport(input) };
    },
    context: ({ action, report, returns }, table) => ({
      ...leadingKeys([action.item], table),
      ...attributesKey(attributesOf(action)),
      'dynamodb:ReturnValues': returns,
      'dynamodb:ReturnConsumedCapacity': report,
    }),
    async run({ action, report, returns }, arn, state, { principal }) {
      const table = state.open(arn, principal);
      checkWrite(action, table.configuration);
      const planned = await table.mutex.run(async () => {
        const plan = planWrite(action, table);
        await table.commit([writeOf(plan)]);
        return plan;
      });
      state.tidy(table);
      const capacity = new Capacity(table.configuration, state.metrics);
      consume(planned, table.configuration, capacity);
      const attributes = returned(returns, action, planned);
      const consumed = capacity.toJson(report);
      return json({
        ...(attributes !== undefined && Object.keys(attributes).length > 0 && { Attributes: attributes as JsonObject }),
        ...(consumed && { ConsumedCapacity: consumed }),
      });
    },
  });
}

function returned(returns: ReturnValues, { update }: WriteAction, { after, before }: PlannedWrite): Item | undefined {
  const paths = update.map(({ path }) => path);
  switch (returns) {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return before && project(before, paths);
    case 'UPDATED_NEW':
      return after && project(after, paths);
  }
}
