import { parseQuery } from '../uri.ts';
import { requestId } from '../../kernel/request-id.ts';
import { escapeXml, xmlChildren } from '../../kernel/xml.ts';
import type { JsonObject } from '../../kernel/wire.ts';
import type { ReplyContext, WireProtocol } from './protocol.ts';

/** The query protocol: a form in, XML out; IAM, STS, SNS. Input keeps the flat names (`Tags.member.1.Key`). */
export const query: WireProtocol = {
  requestId,
  input: formInput,
  reply(reply, context) {
    const { operation = 'Unknown', requestId: id } = context;
    const result =
      reply.body?.kind === 'xml' ? `<${operation}Result>${xmlChildren(reply.body.value)}</${operation}Result>` : '';
    const text = `<${operation}Response${namespace(context)}>${result}<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${operation}Response>`;
    return { status: reply.status ?? 200, headers: { ...headers(context), ...reply.headers }, body: text };
  },
  error(error, context) {
    const type = error.fault === 'client' ? 'Sender' : 'Receiver';
    const text =
      `<ErrorResponse${namespace(context)}><Error><Type>${type}</Type><Code>${error.code}</Code>` +
      `<Message>${escapeXml(error.message || error.code)}</Message></Error><RequestId>${context.requestId}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: { ...headers(context), ...error.headers }, body: text };
  },
};

function headers(context: ReplyContext): Record<string, string> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': context.requestId };
}

export function namespace({ xmlNamespace }: ReplyContext): string {
  return xmlNamespace === undefined ? '' : ` xmlns="${xmlNamespace}"`;
}

/** Form fields of the body, or the query string's parameters, by their flat names. */
export function formInput(body: Buffer, parameters: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(body.length === 0 ? parameters : parseForm(body.toString('utf8')));
}

export function parseForm(text: string): ReadonlyMap<string, string> {
  return parseQuery(text.trim());
}
