import { requestId } from '../../kernel/request-id.ts';
import { escapeXml, xmlChildren } from '../../kernel/xml.ts';
import type { WireProtocol } from './protocol.ts';
import { formInput, namespace } from './query.ts';

/** EC2's variant of the query protocol. */
export const ec2: WireProtocol = {
  requestId,
  input: formInput,
  reply(reply, context) {
    const { operation = 'Unknown' } = context;
    const result = reply.body?.kind === 'xml' ? xmlChildren(reply.body.value) : '';
    return {
      status: reply.status ?? 200,
      headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': context.requestId, ...reply.headers },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response${namespace(context)}><requestId>${context.requestId}</requestId>${result}</${operation}Response>`,
    };
  },
  error(error, context) {
    return {
      status: error.status,
      headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': context.requestId, ...error.headers },
      body:
        `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${error.code}</Code>` +
        `<Message>${escapeXml(error.message || error.code)}</Message></Error></Errors><RequestID>${context.requestId}</RequestID></Response>`,
    };
  },
};
