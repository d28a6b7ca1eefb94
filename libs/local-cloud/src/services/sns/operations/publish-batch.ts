import { AwsError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { queryMembers } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import { BatchProblem } from '../errors.ts';
import { contentBytes } from '../message.ts';
import type { SnsState } from '../state.ts';
import { publishedContent, topicArn } from './input.ts';
import { onTopic, topicIn } from './on-topic.ts';

const MOST_BYTES = 262_144;

/** Source: Amazon SNS API Reference, PublishBatch. */
export const publishBatch = operation({
  name: 'PublishBatch',
  parse({ input }) {
    const entries = queryMembers(input, 'PublishBatchRequestEntries').map((entry) => ({
      id: entry['Id'] ?? '',
      content: publishedContent(entry),
    }));
    if (entries.length === 0)
      throw new BatchProblem('EmptyBatchRequest', "The batch request doesn't contain any entries.");
    if (entries.length > 10)
      throw new BatchProblem(
        'TooManyEntriesInBatchRequest',
        'The batch request contains more entries than permissible.',
      );
    for (const [at, { id }] of entries.entries()) {
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(id))
        throw new BatchProblem(
          'InvalidBatchEntryId',
          "The Id of a batch entry in a batch request doesn't abide by the specification.",
        );
      if (entries.findIndex((other) => other.id === id) !== at)
        throw new BatchProblem(
          'BatchEntryIdsNotDistinct',
          'Two or more batch entries in the request have the same Id.',
        );
    }
    if (entries.reduce((sum, { content }) => sum + contentBytes(content), 0) > MOST_BYTES) {
      throw new BatchProblem(
        'BatchRequestTooLong',
        'The length of all the batch messages put together is more than the limit.',
      );
    }
    return { arn: topicArn(input), entries };
  },
  permissions: ({ arn }, state: SnsState) => [onTopic('Publish', arn, state)],
  async run({ arn, entries }, { principal, region }, state) {
    const topic = topicIn(region, arn, state);
    const answers = await Promise.all(
      entries.map(async ({ id, content }) => {
        try {
          return { successful: { Id: id, MessageId: await state.accept(topic, content, principal) } };
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          return {
            failed: { Id: id, Code: error.code, Message: error.message, SenderFault: error.fault === 'client' },
          };
        }
      }),
    );
    return result({
      Successful: { member: answers.flatMap(({ successful }) => successful ?? []) },
      Failed: { member: answers.flatMap(({ failed }) => failed ?? []) },
    });
  },
});
