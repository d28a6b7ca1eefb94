import { NotSupportedError } from '../../../kernel/errors.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';

/*
 * Members of a request. Source: AWS WAFV2 API Reference, constraints of the members.
 */

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '') throw new ValidationException(member, 'Member must be a string');
  return value;
}

export function requiredText(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined) throw new ValidationException(member, 'Member must not be null');
  return value;
}

/** The local cloud has resources of regions only. */
export function checkScope(input: JsonObject): void {
  const scope = requiredText(input, 'Scope');
  if (scope === 'CLOUDFRONT') throw new NotSupportedError('the scope CLOUDFRONT', 'Use REGIONAL.');
  if (scope !== 'REGIONAL')
    throw new ValidationException('scope', 'Member must satisfy enum value set: [REGIONAL, CLOUDFRONT]');
}

export function wholeNumber(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new ValidationException(member, `Member must be a whole number between ${least} and ${most}`);
  return value;
}

export interface Page {
  readonly limit: number;
  readonly after: string;
}

export function page(input: JsonObject): Page {
  return { limit: wholeNumber(input, 'Limit', 1, 100) ?? 100, after: text(input, 'NextMarker') ?? '' };
}

/** The items of a page, by name, and the marker of the next. */
export function paged<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { after, limit }: Page,
): { readonly items: readonly Item[]; readonly marker: { readonly NextMarker?: string } } {
  const rest = items
    .filter((item) => nameOf(item) > after)
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const found = rest.slice(0, limit);
  const last = found.at(-1);
  return { items: found, marker: last !== undefined && rest.length > limit ? { NextMarker: nameOf(last) } : {} };
}
