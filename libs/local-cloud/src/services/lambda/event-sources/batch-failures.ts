import type { Outcome } from '../runtime/outcome.ts';

/** What came of a batch: nothing failed, everything, or these items. */
export type BatchResult = 'done' | 'failed' | ReadonlySet<string>;

/**
 * Reads what a function answered about a batch of items. A function that reports failures names them in `batchItemFailures`; an
 * answer that cannot be read, or that names what was not in the batch, fails the whole batch.
 * Source: Lambda Developer Guide, "Implementing partial batch responses", "Success and failure conditions".
 */
export function batchResult(outcome: Outcome, reportsFailures: boolean, items: readonly string[]): BatchResult {
  if (outcome.status !== 'success') return 'failed';
  if (!reportsFailures) return 'done';
  const failures = readFailures(outcome.payload);
  if (failures === undefined || !failures.every((id) => items.includes(id))) return 'failed';
  return failures.length === 0 ? 'done' : new Set(failures);
}

function readFailures(payload: string): readonly string[] | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (answer === null || answer === undefined) return [];
  if (typeof answer !== 'object') return undefined;
  const { batchItemFailures: failures } = answer as { batchItemFailures?: unknown };
  if (failures === null || failures === undefined) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = (failures as unknown[]).map((failure) =>
    typeof failure === 'object' && failure !== null
      ? (failure as { itemIdentifier?: unknown }).itemIdentifier
      : undefined,
  );
  return ids.every((id): id is string => typeof id === 'string' && id !== '') ? ids : undefined;
}
