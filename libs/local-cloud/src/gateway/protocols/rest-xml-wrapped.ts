import { requestId } from '../../kernel/request-id.ts';
import { xmlDocument } from '../../kernel/xml.ts';
import type { WireProtocol } from './protocol.ts';
import { query } from './query.ts';

/**
 * REST with XML bodies whose errors look like those of the query protocol: Route 53. Source: Smithy, "AWS restXml protocol",
 * `noErrorWrapping`, which S3 has and this has not.
 */
export const restXmlWrapped: WireProtocol = {
  requestId,
  input: () => ({}),
  reply({ body, headers, status = 200 }, { operation, requestId: id, xmlNamespace }) {
    if (body !== undefined && (body.kind !== 'xml' || body.root === undefined))
      throw new Error(`${operation} answered with something else than an XML document.`);
    return {
      status,
      headers: { ...(body && { 'content-type': 'text/xml' }), 'x-amzn-requestid': id, ...headers },
      body: body?.kind === 'xml' ? xmlDocument(body.root ?? '', body.value, xmlNamespace) : '',
    };
  },
  error: (error, context) => query.error(error, context),
};
