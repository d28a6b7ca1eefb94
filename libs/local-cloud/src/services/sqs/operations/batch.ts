import { AwsError } from '../../../kernel/errors.ts';
import { json, type JsonObject, type Reply } from '../../../kernel/wire.ts';
import { BatchProblem, MissingParameter, queryErrorCode } from '../errors.ts';
import { requiredText, structures } from './input.ts';

export interface BatchEntry {
  readonly id: string;
  readonly input: JsonObject;
}

/** The entries of a batch. Source: Amazon SQS API Reference, SendMessageBatch. */
export function batchEntries(input: JsonObject): readonly BatchEntry[] {
  if (input['Entries'] === undefined) throw new MissingParameter('Entries');
  const list = structures(input, 'Entries');
  if (list.length === 0)
    throw new BatchProblem('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (list.length > 10) {
    throw new BatchProblem(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${list.length}.`,
    );
  }
  const entries = list.map((each) => ({ id: requiredText(each, 'Id'), input: each }));
  for (const [at, { id }] of entries.entries()) {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(id)) {
      throw new BatchProblem(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (entries.findIndex((other) => other.id === id) !== at)
      throw new BatchProblem('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
  }
  return entries;
}

/** Answers each entry by itself: the failure of one does not concern the others. */
export async function answerBatch(
  entries: readonly BatchEntry[],
  answer: (entry: BatchEntry) => Promise<JsonObject>,
): Promise<Reply> {
  const answers = await Promise.all(
    entries.map(async (entry) => {
      try {
        return { successful: { Id: entry.id, ...(await answer(entry)) } };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const failed = {
          Id: entry.id,
          SenderFault: error.fault === 'client',
          Code: queryErrorCode(error.code),
          Message: error.message,
        };
        return { failed };
      }
    }),
  );
  return json({
    Successful: answers.flatMap(({ successful }) => successful ?? []),
    Failed: answers.flatMap(({ failed }) => failed ?? []),
  });
}
