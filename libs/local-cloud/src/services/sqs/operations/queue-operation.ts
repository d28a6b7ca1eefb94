import { sqsQueueArn } from '@palisade/policies';
import { operation, type Call, type Operation, type Permission } from '../../../kernel/operation.ts';
import type { JsonObject, Reply } from '../../../kernel/wire.ts';
import { InvalidAddress, QueueDoesNotExist } from '../errors.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueAddress } from '../queue-url.ts';
import { tagContext, type SqsState } from '../state.ts';
import { queueAddress } from './input.ts';

interface OnQueue<Rest> {
  readonly address: QueueAddress;
  readonly rest: Rest;
}

/**
 * An operation on the queue of its `QueueUrl`. Its action is `sqs:<name>` unless said otherwise: those of batches are asked about once,
 * under the name of the single one.
 */
export function queueOperation<Rest>(definition: {
  readonly name: string;
  readonly action?: string;
  readonly parse: (input: JsonObject) => Rest;
  readonly run: (rest: Rest, queue: Queue, state: SqsState, call: Call) => Promise<Reply> | Reply;
}): Operation<SqsState> {
  const { action = definition.name, name, parse, run } = definition;
  return operation<SqsState, OnQueue<Rest>>({
    name,
    parse: ({ input }) => ({ address: queueAddress(input), rest: parse(input) }),
    permissions: ({ address }, state, region) => [onQueue(action, queueArn(address, state, region), state)],
    run({ address, rest }, call, state) {
      if (address.region !== undefined && address.region !== call.region) throw new InvalidAddress(address.name);
      const queue = state.find(queueArn(address, state, call.region));
      if (queue === undefined) throw new QueueDoesNotExist();
      return run(rest, queue, state, call);
    },
  });
}

/** The region of a queue is that of the request. */
export function queueArn(
  { accountId, name }: Pick<QueueAddress, 'accountId' | 'name'>,
  state: SqsState,
  region: string,
): string {
  return sqsQueueArn({ partition: state.host.partition, region, account: accountId, name });
}

export function onQueue(action: string, arn: string, state: SqsState): Permission {
  const queue = state.find(arn);
  return { action: `sqs:${action}`, resource: arn, ...(queue && { context: tagContext(queue.configuration) }) };
}
