import { remembered } from './remembered.ts';

/** A value of a condition key. An array is a multivalued key, whatever its length. */
export type ContextValue = string | number | boolean | readonly string[];

/** Condition keys of one request; key names are compared without regard to case. */
export type RequestContext = Readonly<Record<string, ContextValue>> | ContextMap;

/**
 * A request context made ready once, so that many decisions about the same request can share it.
 *
 * @example
 * const value: ContextValue = 'vpce-1';
 * new ContextMap({ 'aws:SourceVpce': value }).get('aws:sourcevpce'); // => vpce-1
 */
export class ContextMap {
  readonly #values = new Map<string, string | readonly string[]>();

  constructor(record: Readonly<Record<string, ContextValue>>) {
    for (const name in record) {
      const value = record[name];
      if (value === undefined) continue;
      this.#values.set(lowerCased(name), typeof value === 'object' ? value : String(value));
    }
  }

  /** `key` in lower case. An empty list is as good as no key: AWS sends neither. */
  get(key: string): string | readonly string[] | undefined {
    const value = this.#values.get(key);
    return typeof value === 'object' && value.length === 0 ? undefined : value;
  }
}

/**
 * Makes a context ready for `decide`; pass the result as `context` when one request needs several decisions.
 *
 * @example
 * const record: RequestContext = { 'aws:SecureTransport': true, 'aws:TagKeys': ['env'] };
 * const ready: ContextMap = requestContext(record);
 * ready.get('aws:securetransport'); // => true
 */
export function requestContext(context: RequestContext): ContextMap {
  return context instanceof ContextMap ? context : new ContextMap(context);
}

/** A key name in lower case. */
export const lowerCased = remembered(4096, (name) => name.toLowerCase());
