import { randomBytes } from 'node:crypto';
import { s3RequestId } from '../../kernel/request-id.ts';
import { xmlDocument } from '../../kernel/xml.ts';
import type { ReplyContext, WireProtocol } from './protocol.ts';

/** REST with XML bodies: S3. */
export const restXml: WireProtocol = {
  requestId: s3RequestId,
  input: () => ({}),
  reply(reply, context) {
    const { body } = reply;
    if (body?.kind === 'json') throw new Error('An operation of an XML service answered with JSON.');
    const xml = body?.kind === 'xml';
    if (xml && body.root === undefined)
      throw new Error(`${context.operation} answered with XML that has no root element.`);
    return {
      status: reply.status ?? 200,
      headers: { ...requestIds(context), ...(xml && { 'content-type': 'application/xml' }), ...reply.headers },
      body:
        body === undefined
          ? ''
          : body.kind === 'bytes'
            ? body.bytes
            : xmlDocument(body.root as string, body.value, context.xmlNamespace),
    };
  },
  error(error, context) {
    const ids = requestIds(context);
    const headers = { ...ids, ...error.headers };
    const bodyless = error.status === 304 || error.status < 200;
    return {
      status: error.status,
      headers: bodyless ? headers : { ...headers, 'content-type': 'application/xml' },
      body: bodyless
        ? ''
        : xmlDocument('Error', {
            Code: error.code,
            Message: error.message || error.code,
            ...error.details,
            RequestId: context.requestId,
            HostId: ids['x-amz-id-2'],
          }),
    };
  },
};

function requestIds(context: ReplyContext): Record<string, string> {
  return { server: 'AmazonS3', 'x-amz-request-id': context.requestId, 'x-amz-id-2': hostId };
}

/** Names the host that answered: this process. */
const hostId = randomBytes(57).toString('base64');
