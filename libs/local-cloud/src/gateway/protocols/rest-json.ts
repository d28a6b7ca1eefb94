import { requestId } from '../../kernel/request-id.ts';
import { bodyOf, parseJson } from './json.ts';
import type { WireProtocol } from './protocol.ts';

/** REST with JSON bodies, e.g. Lambda and API Gateway's control plane. */
export const restJson: WireProtocol = {
  requestId,
  input(body) {
    // A payload that is no JSON object is the operation's own (Lambda's Invoke takes any bytes).
    return body.length > 0 && body[0] === 0x7b ? parseJsonObject(body) : {};
  },
  reply(reply, context) {
    return {
      status: reply.status ?? 200,
      headers: {
        ...(reply.body?.kind === 'json' && { 'content-type': 'application/json' }),
        'x-amzn-requestid': context.requestId,
        ...reply.headers,
      },
      body: bodyOf(reply),
    };
  },
  error(error, context) {
    return {
      status: error.status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': context.requestId,
        'x-amzn-errortype': error.code,
        ...error.headers,
      },
      body: JSON.stringify({
        ...error.details,
        Type: error.fault === 'client' ? 'User' : 'Service',
        message: error.message,
      }),
    };
  },
};

function parseJsonObject(body: Buffer): ReturnType<typeof parseJson> {
  try {
    return parseJson(body);
  } catch {
    return {};
  }
}
