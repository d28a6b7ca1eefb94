import type { EdgeRequest } from '../../../kernel/edge.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Reply } from '../../../kernel/wire.ts';
import { wafv2, type Inspection, type WebRequest } from '../../wafv2/index.ts';
import { wafFiltered } from './gateway-error.ts';
import { domainNameOf, fullPathOf, type Transaction } from './transaction.ts';

/**
 * Puts the request to the web ACL of its stage, if it has one. Throws what a blocked request is answered with, or returns the answer if the
 * web ACL has one of its own; otherwise the request goes on with the headers that rules insert.
 */
export function passFirewall(transaction: Transaction, host: Host): Reply | undefined {
  const { request, stage } = transaction;
  if (stage.guardedArn === undefined) return undefined;
  const startedAt = host.clock.now();
  const inspection = host.state(wafv2).inspect(stage.guardedArn, asWebRequest(transaction));
  // The operator hears of it, and the client that it cannot be answered: what nothing inspects does not get in.
  if (inspection === undefined) throw new Error(`${stage.guardedArn} is protected by a web ACL that is not there.`);
  const { action, insertHeaders, response, webAclArn } = inspection;
  transaction.waf = { webAclArn, action, latency: host.clock.now() - startedAt };
  if (action === 'ALLOW') {
    if (insertHeaders.length > 0) transaction.request = withHeaders(request, insertHeaders);
    return undefined;
  }
  if (response === undefined) throw wafFiltered();
  return {
    status: response.status,
    headers: response.headers,
    body: { kind: 'bytes', bytes: Buffer.from(response.body) },
  };
}

function asWebRequest(transaction: Transaction): WebRequest {
  const { connection, requestId, wire } = transaction.request;
  return {
    requestId,
    method: wire.method,
    rawPath: fullPathOf(transaction),
    rawQuery: wire.rawQuery ?? new URLSearchParams([...wire.query]).toString(),
    rawHeaders: withHost(transaction),
    body: wire.body,
    sourceIp: connection.sourceIp,
    host: domainNameOf(transaction),
  };
}

/** The door's own name stands for the API's default endpoint: a web ACL sees the name the request would have on AWS. */
function withHost(transaction: Transaction): readonly string[] {
  const { domainName, wire } = transaction.request;
  const sent = rawHeadersOf(wire);
  if (domainName !== undefined) return sent;
  return sent.map((text, at) =>
    at % 2 === 1 && /^host$/i.test(sent[at - 1] as string) ? domainNameOf(transaction) : text,
  );
}

function withHeaders(request: EdgeRequest, inserted: Inspection['insertHeaders']): EdgeRequest {
  const names = new Set(inserted.map(({ name }) => name.toLowerCase()));
  const sent = rawHeadersOf(request.wire);
  // What the client sent under such a name is no word of the firewall's.
  const kept = sent.filter((_text, at) => !names.has((sent[at - (at % 2)] as string).toLowerCase()));
  return {
    ...request,
    wire: {
      ...request.wire,
      headers: {
        ...request.wire.headers,
        ...Object.fromEntries(inserted.map(({ name, value }) => [name.toLowerCase(), value])),
      },
      rawHeaders: [...kept, ...inserted.flatMap(({ name, value }) => [name, value])],
    },
  };
}

function rawHeadersOf({ headers, rawHeaders }: EdgeRequest['wire']): readonly string[] {
  return rawHeaders ?? Object.entries(headers).flatMap(([name, value]) => [name, value ?? '']);
}
