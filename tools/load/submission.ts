/** What is submitted, and what must become of it. */
export interface Submission {
  readonly contentType: string;
  readonly content: string;
  readonly end: 'processed' | 'failed';
}

/** The document with a number: texts, tables and JSON, and every tenth is not what it says it is. */
export function submissionOf(number: number): Submission {
  if (number % 10 === 9) return { contentType: 'application/json', content: `{"number":${number}`, end: 'failed' };
  const kinds = [
    { contentType: 'text/plain', content: `document ${number}\n` },
    { contentType: 'text/csv', content: `number,square\n${number},${number ** 2}\n` },
    { contentType: 'application/json', content: JSON.stringify({ number, text: 'x'.repeat(200) }) },
  ] as const;
  return { ...(kinds[number % kinds.length] ?? kinds[0]), end: 'processed' };
}
