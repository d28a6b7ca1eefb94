import { encodeUri, normaliseUri } from '../uri.ts';
import type { SignableRequest } from './claim.ts';

/**
 * The canonical request of Signature Version 4.
 * Source: IAM User Guide, "Create a signed AWS API request"; Amazon S3 API Reference, "Authenticating requests".
 */
export function canonicalRequest(
  request: SignableRequest,
  signedHeaders: string,
  payloadHash: string,
  s3: boolean,
): string {
  const path = s3 ? normaliseUri(request.rawPath, true) : encodedTwice(request.rawPath);
  return `${request.method}\n${path}\n${canonicalQuery(request.rawQuery)}\n${canonicalHeaders(request, signedHeaders)}\n${signedHeaders}\n${payloadHash}`;
}

/** All services but S3 remove dot segments and empty segments, and encode the path as sent once more. */
function encodedTwice(rawPath: string): string {
  if (rawPath === '/') return rawPath;
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encodeUri(segment));
  }
  return segments.length === 0 ? '/' : `/${segments.join('/')}${rawPath.endsWith('/') ? '/' : ''}`;
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  const pairs: [string, string][] = [];
  for (const pair of rawQuery.split('&')) {
    if (pair === '' || pair.startsWith('X-Amz-Signature=')) continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    pairs.push([queryText(name), equals === -1 ? '' : queryText(pair.slice(equals + 1))]);
  }
  if (pairs.length > 1) pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function queryText(raw: string): string {
  return normaliseUri(raw.includes('+') ? raw.replaceAll('+', '%20') : raw, false);
}

function canonicalHeaders(request: SignableRequest, signedHeaders: string): string {
  let text = '';
  for (const name of signedHeaders.split(';')) text += `${name}:${headerValue(request, name)}\n`;
  return text;
}

function headerValue({ headers, rawHeaders }: SignableRequest, name: string): string {
  const value = headers[name] ?? '';
  // A header sent several times is joined by commas without a space, unlike Node joins it.
  if (value.includes(', ')) {
    const each = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
    if (each.length > 1) return each.map(collapse).join(',');
  }
  return collapse(value);
}

function collapse(value: string): string {
  return value.includes('  ') ? value.trim().replace(/ +/g, ' ') : value.trim();
}
