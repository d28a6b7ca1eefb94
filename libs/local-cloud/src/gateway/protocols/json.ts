import { AwsError } from '../../kernel/errors.ts';
import { requestId } from '../../kernel/request-id.ts';
import type { JsonObject, Reply } from '../../kernel/wire.ts';
import type { ReplyContext, WireProtocol, WireReply } from './protocol.ts';

/** AWS JSON 1.0 and 1.1: POST to `/`, the operation in X-Amz-Target. */
export function jsonProtocol(version: '1.0' | '1.1'): WireProtocol {
  const contentType = `application/x-amz-json-${version}`;
  const headers = (context: ReplyContext): Record<string, string> => ({
    'content-type': contentType,
    'x-amzn-requestid': context.requestId,
  });
  return {
    requestId,
    input: parseJson,
    reply(reply, context) {
      return { status: reply.status ?? 200, headers: { ...headers(context), ...reply.headers }, body: bodyOf(reply) };
    },
    error(error, context) {
      return {
        status: error.status,
        headers: { ...headers(context), ...error.headers },
        body: JSON.stringify({ __type: error.code, message: error.message, ...error.details, ...error.members }),
      };
    },
  };
}

/** JSON body as an object; {} if empty. */
export function parseJson(body: Buffer): JsonObject {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.', 400);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'The request body must be a JSON object.', 400);
  }
  return value as JsonObject;
}

/** The bytes of a json or bytes reply. */
export function bodyOf(reply: Reply): WireReply['body'] {
  const { body } = reply;
  if (body === undefined) return '';
  if (body.kind === 'xml') throw new Error('An operation of a JSON service answered with XML.');
  return body.kind === 'bytes' ? body.bytes : JSON.stringify(body.value);
}
