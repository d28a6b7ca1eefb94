import { setTimeout } from 'node:timers/promises';
import { submissionOf } from './submission.ts';

export interface Target {
  readonly apiUrl: string;
  /** Taken in turns: each is throttled by itself. */
  readonly keys: readonly string[];
  /** Of this run: what the idempotency keys begin with. */
  readonly run: string;
}

/** A document that the API has accepted. */
export interface Accepted {
  readonly documentId: string;
  readonly number: number;
  /** How often it was sent. */
  readonly attempts: number;
}

/** What a client takes as a reason to try again: a broken connection, throttling, a fault that is not the document's. */
const passing = (status: number): boolean => status === 429 || status >= 500;

/** Submits the document with a number, again and again under one Idempotency-Key, until the API has accepted it. */
export async function submit({ apiUrl, keys, run }: Target, number: number): Promise<Accepted> {
  const { content, contentType } = submissionOf(number);
  const request = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `${run}-${number}`,
      'x-api-key': keys[number % keys.length] ?? '',
    },
    body: JSON.stringify({ fileName: `${number}`, contentType, content }),
  };
  for (let attempts = 1; ; attempts++) {
    const answer = await fetch(apiUrl, request).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      // The cloud is gone; it comes back.
      () => ({ status: 503, text: '' }),
    );
    if (answer.status === 200 || answer.status === 201) {
      return { documentId: (JSON.parse(answer.text) as { documentId: string }).documentId, number, attempts };
    }
    if (!passing(answer.status))
      throw new Error(`Document ${number} was refused with ${answer.status}: ${answer.text}`);
    await setTimeout(Math.min(100 * attempts, 1000));
  }
}

/** Submits documents 0 to `count`, `concurrency` at a time; tells of each that is accepted. */
export async function submitAll(
  target: Target,
  { concurrency, count }: { readonly concurrency: number; readonly count: number },
  onAccepted: (count: number) => void,
): Promise<Accepted[]> {
  const accepted: Accepted[] = [];
  let next = 0;
  const workers = Array.from({ length: concurrency }, async () => {
    while (next < count) {
      accepted.push(await submit(target, next++));
      onAccepted(accepted.length);
    }
  });
  await Promise.all(workers);
  return accepted;
}
