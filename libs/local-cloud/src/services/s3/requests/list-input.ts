import type { WireRequest } from '../../../kernel/wire.ts';
import { InvalidArgument } from '../errors.ts';
import type { ConditionKeys } from './request-keys.ts';

const MOST_KEYS = 1000;

/** What all listings have in common. */
export interface ListInput {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encode: (text: string) => string;
  readonly encodingType: 'url' | undefined;
  /** Condition keys: present only when the request has the parameter. */
  readonly keys: ConditionKeys;
}

export function listInput({ query }: WireRequest, maxName: 'max-keys' | 'max-uploads' = 'max-keys'): ListInput {
  const encodingType = query.get('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw new InvalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  }
  const keys: Record<string, string> = {};
  for (const name of ['prefix', 'delimiter', 'max-keys']) {
    const value = query.get(name);
    if (value !== undefined) keys[`s3:${name}`] = value;
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: maximumOf(query, maxName, MOST_KEYS),
    encode: encodingType === 'url' ? encodeKey : (text) => text,
    encodingType,
    keys,
  };
}

/** A limit parameter: more than `most` is taken as `most`. */
export function maximumOf(query: WireRequest['query'], name: string, most: number): number {
  const text = query.get(name);
  if (text === undefined || text === '') return most;
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2_147_483_647) {
    throw new InvalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, text);
  }
  return Math.min(Number(text), most);
}

/** As S3 writes keys for `encoding-type=url`: like a form, but slashes and asterisks stay. */
export function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/[!'()~]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
}
