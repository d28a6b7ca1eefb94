import { headerValues, queryParameters } from './headers.ts';
import type { Transaction } from './transaction.ts';

const SHOWN = 6;
/** Shorter texts are no secrets, and would be found everywhere. */
const SHORTEST = 4;

/** A key or token as API Gateway's logs show it: asterisks and its last six characters; of a short one nothing is shown. */
export function mask(secret: string): string {
  return secret.length < 2 * SHOWN ? '*'.repeat(SHOWN) : '*'.repeat(secret.length - SHOWN) + secret.slice(-SHOWN);
}

/** A text of the execution log without the keys and tokens of its request, in whatever form they stand in it. */
export function maskSecrets(transaction: Transaction, text: string): string {
  let masked = text;
  for (const secret of secretsOf(transaction)) {
    const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
    for (const form of new Set(forms)) masked = masked.replaceAll(form, mask(secret));
  }
  return masked;
}

/** The longest first: one may be part of another. */
function secretsOf({ request, apiKey, method }: Transaction): readonly string[] {
  const sources = method?.authorizer?.sources ?? [];
  const inHeaders = sources.filter(({ place }) => place === 'header').map(({ name }) => name);
  const inQuery = sources.filter(({ place }) => place === 'querystring').map(({ name }) => name);
  const query = inQuery.length === 0 ? undefined : queryParameters(request);
  const found = [
    ...(apiKey === undefined ? [] : [apiKey.value]),
    ...['x-api-key', 'authorization', ...inHeaders].flatMap((name) => headerValues(request, name)),
    ...inQuery.flatMap((name) => query?.get(name) ?? []),
  ];
  return [...new Set(found)].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
}
