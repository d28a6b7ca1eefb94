import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { QueueDoesNotExist } from '../errors.ts';
import type { SqsState } from '../state.ts';
import { invalid, requiredText, text } from './input.ts';
import { onQueue, queueArn } from './queue-operation.ts';

/** Source: Amazon SQS API Reference, GetQueueUrl. */
export const getQueueUrl = operation({
  name: 'GetQueueUrl',
  parse({ input }, state: SqsState) {
    const name = requiredText(input, 'QueueName');
    if (!/^[A-Za-z0-9_-]{1,80}(\.fifo)?$/.test(name)) {
      throw invalid(
        'QueueName',
        name,
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    const accountId = text(input, 'QueueOwnerAWSAccountId') ?? state.host.accountId;
    if (!/^\d{12}$/.test(accountId)) throw invalid('QueueOwnerAWSAccountId', accountId, 'Not an account id.');
    return { name, accountId };
  },
  permissions: (address, state, region) => [onQueue('GetQueueUrl', queueArn(address, state, region), state)],
  run(address, { region }, state) {
    const queue = state.find(queueArn(address, state, region));
    if (queue === undefined) throw new QueueDoesNotExist();
    return json({ QueueUrl: queueUrl(queue.configuration, state) });
  },
});

/** At the door's own address: its port may be another one than when the queue was deployed. */
export function queueUrl({ name }: { readonly name: string }, { host }: SqsState): string {
  return `${host.endpoint}/${host.accountId}/${name}`;
}
