import type { WireRequest } from '../../../kernel/wire.ts';
import { InvalidRequest } from '../errors.ts';

const overridable = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Headers of the reply a signed request may choose by `response-…` parameters. Source: Amazon S3 API Reference, GetObject. */
export function responseOverrides({ headers, query }: WireRequest): Readonly<Record<string, string>> {
  const overrides: Record<string, string> = {};
  for (const name of overridable) {
    const value = query.get(`response-${name}`);
    if (value === undefined) continue;
    if (headers['authorization'] === undefined && !query.has('X-Amz-Signature')) {
      throw new InvalidRequest('Request specific response headers cannot be used for anonymous GET requests.');
    }
    overrides[name] = value;
  }
  return overrides;
}
