import { json } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import { indexFor, readPage } from '../reads/read-page.ts';
import { readRequest, requestContext, type ReadRequest } from '../reads/read-request.ts';
import { beforeHash, beside, type Entry } from '../table/entry.ts';
import { checkStartKey } from '../table/keys.ts';
import { wholeNumber } from './input.ts';
import { startPlace } from './query.ts';
import { tableOperation } from './table-operation.ts';

interface Scan extends ReadRequest {
  readonly segment: number;
  readonly segments: number;
}

const HASHES = 2 ** 32;

/** Source: Amazon DynamoDB API Reference, Scan. */
export const scan = tableOperation<Scan>({
  name: 'Scan',
  parse(input) {
    const segment = wholeNumber(input, 'Segment', 0, 999_999);
    const segments = wholeNumber(input, 'TotalSegments', 1, 1_000_000);
    if (segment !== undefined && segments === undefined) {
      throw new ValidationException(
        'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
      );
    }
    if (segment === undefined && segments !== undefined) {
      throw new ValidationException(
        'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
      );
    }
    if (segment !== undefined && segments !== undefined && segment >= segments) {
      throw new ValidationException(
        `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${segments}`,
      );
    }
    return { ...readRequest(input), segment: segment ?? 0, segments: segments ?? 1 };
  },
  index: ({ indexName }) => indexName,
  context: requestContext,
  run(request, arn, state, { principal }) {
    const table = state.open(arn, principal);
    const { configuration } = table;
    const index = indexFor(request, configuration);
    const { segment, segments, startKey } = request;
    if (startKey !== undefined) checkStartKey(startKey, configuration, index);
    const first = (HASHES / segments) * segment;
    const start = startKey && startPlace(startKey, configuration, index);
    if (start !== undefined && (start.hash < first || start.hash >= first + HASHES / segments)) {
      throw new ValidationException(
        'The provided starting key is outside query boundaries based on provided conditions',
      );
    }
    const position = start === undefined ? beforeHash(first) : beside(start, 'behind');
    const entries = upTo(table.items.after(index?.name, position), first + HASHES / segments);
    return json(readPage(request, configuration, index, entries, state.metrics));
  },
});

function* upTo(entries: Iterable<Entry>, end: number): Generator<Entry> {
  for (const entry of entries) {
    if (entry.hash >= end) return;
    yield entry;
  }
}
