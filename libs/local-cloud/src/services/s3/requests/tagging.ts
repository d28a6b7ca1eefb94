import type { RequestContext } from '@palisade/policies';
import type { XmlNode } from '../../../kernel/xml.ts';
import type { XmlObject } from '../../../kernel/wire.ts';
import { InvalidArgument, InvalidTag, MalformedXml, TooManyTags } from '../errors.ts';

export type Tags = Readonly<Record<string, string>>;

export const noTags: Tags = Object.freeze({});

const MOST_TAGS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** The `x-amz-tagging` header: `team=a&stage=prod`. */
export function tagsFromHeader(header: string | undefined): Tags {
  if (header === undefined || header === '') return noTags;
  const pairs: [string, string][] = [];
  try {
    for (const pair of header.split('&')) {
      const equals = pair.indexOf('=');
      const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
      pairs.push(equals === -1 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]);
    }
  } catch {
    throw new InvalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      'x-amz-tagging',
      header,
    );
  }
  return checkTags(pairs);
}

/** A `Tagging` document. */
export function tagsFromXml({ name, node }: { readonly name: string; readonly node: XmlNode }): Tags {
  const set = node.children['TagSet']?.[0];
  if (name !== 'Tagging' || set === undefined) throw new MalformedXml();
  return checkTags(
    (set.children['Tag'] ?? []).map(({ children }): [string, string] => {
      const [key, value] = [children['Key']?.[0]?.text, children['Value']?.[0]?.text];
      if (key === undefined || value === undefined) throw new MalformedXml();
      return [key, value];
    }),
  );
}

export function tagSet(tags: Tags): XmlObject {
  return { TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
}

/** Source: Amazon S3 User Guide, "Categorizing your objects using tags". */
function checkTags(pairs: readonly (readonly [string, string])[]): Tags {
  if (pairs.length > MOST_TAGS) throw new TooManyTags(MOST_TAGS);
  const tags: Record<string, string> = {};
  for (const [key, value] of pairs) {
    if (key === '' || key.length > LONGEST_KEY || !allowed.test(key))
      throw new InvalidTag('The TagKey you have provided is invalid');
    if (value.length > LONGEST_VALUE || !allowed.test(value))
      throw new InvalidTag('The TagValue you have provided is invalid');
    if (key.startsWith('aws:')) throw new InvalidTag('System tags cannot be added/updated by requester');
    if (Object.hasOwn(tags, key)) throw new InvalidTag('Cannot provide multiple Tags with the same key');
    tags[key] = value;
  }
  return tags;
}

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** `s3:RequestObjectTag/<key>` and `s3:RequestObjectTagKeys` of a request that brings tags. */
export function requestTagKeys(tags: Tags): Exclude<RequestContext, { get(key: string): unknown }> {
  const context: Record<string, string | readonly string[]> = {};
  const keys = Object.keys(tags);
  if (keys.length > 0) context['s3:RequestObjectTagKeys'] = keys;
  for (const key of keys) context[`s3:RequestObjectTag/${key}`] = tags[key] as string;
  return context;
}

/** `s3:ExistingObjectTag/<key>` of an object a request is about. */
export function existingTagKeys(tags: Tags | undefined): Readonly<Record<string, string>> {
  const context: Record<string, string> = {};
  for (const key in tags) context[`s3:ExistingObjectTag/${key}`] = tags[key] as string;
  return context;
}
