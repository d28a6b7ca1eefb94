import { InvalidParameter } from '../errors.ts';

const PAGE = 100;

/** A hundred of a list ordered by ARN; the token is the ARN of the last one before, in base64. */
export function page<Item extends { readonly arn: string }>(
  items: readonly Item[],
  token: string | undefined,
): { readonly shown: readonly Item[]; readonly token: string | undefined } {
  const after = token === undefined ? '' : Buffer.from(token, 'base64').toString();
  if (token !== undefined && !after.startsWith('arn:')) throw new InvalidParameter('NextToken');
  const rest = items.filter(({ arn }) => arn > after);
  const shown = rest.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    shown,
    token: last !== undefined && rest.length > PAGE ? Buffer.from(last.arn).toString('base64') : undefined,
  };
}
