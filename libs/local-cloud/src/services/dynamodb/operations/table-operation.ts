import type { ContextValue } from '@palisade/policies';
import { parseArn } from '@palisade/policies';
import { operation, type Call, type Operation, type Permission } from '../../../kernel/operation.ts';
import type { JsonObject, Reply } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { TableConfiguration } from '../table/table-configuration.ts';
import type { DynamodbState } from '../state.ts';
import { refuseLegacy } from './input.ts';
import { measured } from './measured.ts';

/** Operations on items. Source: DynamoDB Developer Guide, "DynamoDB metrics and dimensions". */
const MEASURED: ReadonlySet<string> = new Set(['DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem']);

export type Context = Readonly<Record<string, ContextValue>>;

/** An operation on one table, or on an index of it. Its action is `dynamodb:<name>`. */
export function tableOperation<Input extends { readonly table: string }>(definition: {
  readonly name: string;
  readonly parse: (input: JsonObject) => Input;
  readonly index?: (input: Input) => string | undefined;
  /** Condition keys; `table` is undefined if it does not exist. */
  readonly context?: (input: Input, table: TableConfiguration | undefined) => Context;
  readonly run: (input: Input, arn: string, state: DynamodbState, call: Call) => Promise<Reply> | Reply;
}): Operation<DynamodbState> {
  const { context, index, name, parse, run } = definition;
  return operation<DynamodbState, Input>({
    name,
    parse({ input }) {
      refuseLegacy(name, input);
      return parse(input);
    },
    permissions(input, state, region) {
      const arn = tableArn(input.table, state, region);
      const table = state.find(arn)?.configuration;
      const indexName = index?.(input);
      const resource = indexName === undefined ? arn : `${arn}/index/${indexName}`;
      return [onTable(name, resource, table, context?.(input, table))];
    },
    run(input, call, state) {
      const arn = tableArn(input.table, state, call.region);
      const work = (): Promise<Reply> | Reply => run(input, arn, state, call);
      return MEASURED.has(name) ? measured(name, arn, state, work) : work();
    },
  });
}

/** The permission for one action on a table or index. */
export function onTable(
  action: string,
  resource: string,
  table: TableConfiguration | undefined,
  context: Context = {},
): Permission {
  const tags = Object.entries(table?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value] as const);
  return { action: `dynamodb:${action}`, resource, context: { ...Object.fromEntries(tags), ...context } };
}

/** The ARN of a table that a request names, or gives the ARN of. Throws ValidationException for one of another region. */
export function tableArn(nameOrArn: string, state: DynamodbState, region: string): string {
  if (!nameOrArn.startsWith('arn:')) return state.arnOf(nameOrArn, region);
  const arn = parseArn(nameOrArn);
  if (arn?.service !== 'dynamodb' || !/^table\/[A-Za-z0-9_.-]+$/.test(arn.resource)) {
    throw new ValidationException(`Invalid table ARN: ${nameOrArn}`);
  }
  if (arn.region !== region) {
    throw new ValidationException(`The table ${nameOrArn} is not of the region ${region} that the request is for.`);
  }
  return nameOrArn;
}
