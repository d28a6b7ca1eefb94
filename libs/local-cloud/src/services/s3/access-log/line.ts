import type { Exchange } from '../../../kernel/exchange.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { loggedOperation } from './operation-name.ts';

/** What a line says beyond the exchange itself. */
export interface LineFacts {
  readonly ownerId: string;
  readonly bucket: string;
  readonly objectSize: number | undefined;
}

/**
 * One line of a server access log, without its newline. Signatures and session tokens in a presigned URL are left out.
 * Source: Amazon S3 User Guide, "Amazon S3 server access log format".
 */
export function logLine(exchange: Exchange, { ownerId, bucket, objectSize }: LineFacts): string {
  const { wire, connection, requestId } = exchange;
  const { headers, params, query } = wire;
  const signed =
    headers['authorization'] !== undefined ? 'AuthHeader' : query.has('X-Amz-Signature') ? 'QueryString' : '-';
  const key = params['Key'];
  return [
    ownerId,
    bucket,
    `[${logTime(exchange.startedAt)}]`,
    connection.sourceIp,
    requester(exchange.principal),
    requestId,
    loggedOperation(wire.method, exchange.operation),
    key === undefined ? '-' : encodeURIComponent(key).replaceAll('%2F', '/'),
    quote(`${wire.method} ${wire.rawPath}${queryOf(wire.rawQuery)} HTTP/1.1`),
    exchange.status,
    exchange.errorCode ?? '-',
    exchange.bytesSent || '-',
    objectSize ?? '-',
    exchange.duration,
    exchange.duration,
    quote(headers['referer'] ?? '-'),
    quote(headers['user-agent'] ?? '-'),
    query.get('versionId') ?? '-',
    '-',
    signed === '-' ? '-' : 'SigV4',
    connection.cipher ?? '-',
    signed,
    wire.host || '-',
    connection.tlsVersion ?? '-',
    '-',
    '-',
  ].join(' ');
}

function requester(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return '-';
    case 'service':
      return principal.name;
    default:
      return principal.arn;
  }
}

function queryOf(rawQuery: string | undefined): string {
  if (rawQuery === undefined || rawQuery === '') return '';
  return `?${rawQuery.replace(/(X-Amz-(?:Signature|Security-Token))=[^&]*/gi, '$1=-')}`;
}

/** A quote inside would end the field. */
function quote(text: string): string {
  return `"${text.replaceAll('"', '%22')}"`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
let second = -1;
let text = '';

/** `06/Feb/2019:00:00:38 +0000`; made once a second. */
function logTime(time: number): string {
  const at = Math.floor(time / 1000);
  if (at !== second) {
    second = at;
    const iso = new Date(at * 1000).toISOString();
    const month = months[Number(iso.slice(5, 7)) - 1];
    text = `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
  }
  return text;
}
