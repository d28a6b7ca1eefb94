import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InvalidRequest } from '../errors.ts';
import { readSegmentDocument } from '../segment-document.ts';
import type { XrayState } from '../state.ts';

/** Source: AWS X-Ray API Reference, PutTraceSegments. */
export const putTraceSegments = operation<XrayState, readonly string[]>({
  name: 'PutTraceSegments',
  route: { method: 'POST', path: '/TraceSegments' },
  parse({ input }) {
    const documents = input['TraceSegmentDocuments'];
    if (!Array.isArray(documents) || !documents.every((each) => typeof each === 'string')) {
      throw new InvalidRequest('TraceSegmentDocuments must be a list of segment documents');
    }
    return documents as readonly string[];
  },
  permissions: () => [{ action: 'xray:PutTraceSegments', resource: '*' }],
  run(documents, { region }, state) {
    const unprocessed = documents.flatMap((document) => {
      const read = readSegmentDocument(document);
      if (typeof read === 'string') return [{ ErrorCode: read, Message: 'Invalid segment.' }];
      state.traces(region).add(read.traceId, read.segment);
      return [];
    });
    return json({ UnprocessedTraceSegments: unprocessed });
  },
});
