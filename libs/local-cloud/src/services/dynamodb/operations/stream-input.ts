import { parseArn } from '@palisade/policies';
import type { Principal } from '../../../kernel/principal.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { ResourceNotFoundException, ValidationException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';
import type { TableStream } from '../streams/table-stream.ts';
import type { StreamConfiguration } from '../table/table-configuration.ts';
import type { Table } from '../table/table.ts';
import { text, violated } from './input.ts';

/** Throws ValidationException. */
export function streamArn(input: JsonObject): string {
  const arn = text(input, 'StreamArn');
  if (arn === undefined) throw violated('StreamArn', arn, 'Member must not be null');
  const { resource = '', service } = parseArn(arn) ?? {};
  if (service !== 'dynamodb' || !/^table\/[^/]+\/stream\/.+$/.test(resource)) {
    throw new ValidationException(`Invalid StreamArn: ${arn}`);
  }
  return arn;
}

export interface FoundStream {
  readonly table: Table;
  readonly stream: TableStream;
  readonly configuration: StreamConfiguration;
}

/** Throws ResourceNotFoundException, and AWS's errors of KMS if somebody may not use the key of its table. */
export function findStream(arn: string, state: DynamodbState, principal: Principal): FoundStream {
  const table = state.find(arn.slice(0, arn.indexOf('/stream/')));
  const configuration = table?.configuration.stream;
  const missing = (): ResourceNotFoundException =>
    new ResourceNotFoundException(`Requested resource not found: Stream: ${arn} not found`);
  if (table === undefined || configuration?.arn !== arn) throw missing();
  state.open(table.configuration.arn, principal);
  const { stream } = table;
  if (stream?.arn !== arn) throw missing();
  return { table, stream, configuration };
}
