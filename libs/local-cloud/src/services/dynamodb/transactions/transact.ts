import {
  ConditionalCheckFailedException,
  IdempotentParameterMismatchException,
  TransactionCanceledException,
  ValidationException,
  type CancellationReason,
} from '../errors.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import type { Token } from '../storage/commit.ts';
import { holdingAll } from '../table/mutex.ts';
import { TOKEN_LIFE, type Prepared, type Table } from '../table/table.ts';
import { checkWrite, planWrite, writeOf, type PlannedWrite } from '../writes/plan-write.ts';
import type { WriteAction } from '../writes/write-action.ts';

export interface TransactionPart {
  readonly action: WriteAction;
  readonly table: Table;
}

/**
 * Does all writes or none. The whole transaction is one record in the journal of the first of its tables; the others get their parts
 * behind it, at the latest at the next start. Resolves with what each part did; undefined if the token says that it had been done.
 * Rejects with TransactionCanceledException, IdempotentParameterMismatchException, InternalServerError.
 */
export async function transact(
  parts: readonly TransactionPart[],
  token: Token | undefined,
): Promise<readonly PlannedWrite[] | undefined> {
  const tables = [...new Set(parts.map(({ table }) => table))].toSorted((one, other) =>
    one.configuration.arn < other.configuration.arn ? -1 : 1,
  );
  return holdingAll(
    tables.map(({ mutex }) => mutex),
    async () => {
      if (token !== undefined && isDone(tables, token)) return undefined;
      const planned = plan(parts);
      await write(tables, parts, planned, token);
      return planned;
    },
  );
}

function isDone(tables: readonly Table[], token: Token): boolean {
  const known = tables
    .map(({ tokens }) => tokens.get(token.token))
    .find((each) => each !== undefined && each.at > token.at - TOKEN_LIFE);
  if (known === undefined) return false;
  if (known.digest !== token.digest) throw new IdempotentParameterMismatchException();
  return true;
}

function plan(parts: readonly TransactionPart[]): readonly PlannedWrite[] {
  const planned: PlannedWrite[] = [];
  const reasons = parts.map(({ action, table }): CancellationReason => {
    try {
      checkWrite(action, table.configuration);
      planned.push(planWrite(action, table));
      return { code: 'None' };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        const item = error.members['Item'] as JsonObject | undefined;
        return { code: 'ConditionalCheckFailed', message: error.message, ...(item && { item }) };
      }
      if (error instanceof ValidationException) return { code: 'ValidationError', message: error.message };
      throw error;
    }
  });
  if (reasons.some(({ code }) => code !== 'None')) throw new TransactionCanceledException(reasons);
  return planned;
}

async function write(
  tables: readonly Table[],
  parts: readonly TransactionPart[],
  planned: readonly PlannedWrite[],
  token: Token | undefined,
): Promise<void> {
  const changes = tables
    .map((table) => ({
      table,
      writes: table.changing(planned.filter((_, at) => parts[at]?.table === table).map(writeOf)),
    }))
    .filter(({ table, writes }) => writes.length > 0 || (token !== undefined && table === tables[0]));
  const [first, ...others] = changes;
  if (first === undefined) return;
  const rest = others.map(({ table, writes }) => ({ table, prepared: table.prepare(writes) }));
  const prepared = first.table.prepare(
    first.writes,
    token === undefined ? {} : { token },
    rest.length === 0
      ? undefined
      : rest.map(({ prepared: { n, record }, table }) => ({
          table: table.configuration.arn,
          id: table.id,
          n,
          record: record.toString('base64'),
        })),
  );
  await first.table.log.append(prepared.record);
  // From here on the transaction is through, whatever happens.
  await Promise.all(rest.map(({ prepared: { record }, table }) => table.log.appendPart(record)));
  finishAll([{ table: first.table, prepared }, ...rest]);
}

/** Without a pause between them: nobody sees a part of it. */
function finishAll(all: readonly { readonly table: Table; readonly prepared: Prepared }[]): void {
  for (const { prepared, table } of all) table.finish(prepared);
}
