import { InvalidNextToken } from '../errors.ts';

/** As many items as fit after those a token stands for: tokens count what was shown before. */
export function page<Item>(
  items: readonly Item[],
  token: string | undefined,
  size: number,
): { readonly shown: readonly Item[]; readonly next: string | undefined } {
  const from = token === undefined ? 0 : readToken(token);
  const next = from + size < items.length ? writeToken(from + size) : undefined;
  return { shown: items.slice(from, from + size), next };
}

export function readToken(token: string): number {
  const text = Buffer.from(token, 'base64').toString();
  if (!/^after:\d{1,12}$/.test(text)) throw new InvalidNextToken();
  return Number(text.slice('after:'.length));
}

export const writeToken = (count: number): string => Buffer.from(`after:${count}`).toString('base64');
