import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidLookupAttributes, InvalidMaxResults, InvalidNextToken, InvalidTimeRange } from '../errors.ts';
import type { HistoryEntry } from '../history/segment.ts';
import type { CloudtrailState } from '../state.ts';
import { requiredText, structures, text, timestamp } from './input.ts';

type Test = (entry: HistoryEntry) => boolean;

/** Source: AWS CloudTrail API Reference, LookupAttribute. */
const attributes: Readonly<Record<string, (value: string) => Test>> = {
  AccessKeyId: (value) => (entry) => entry.accessKeyId === value,
  EventId: (value) => (entry) => entry.id === value,
  EventName: (value) => (entry) => entry.name === value,
  EventSource: (value) => (entry) => entry.source === value,
  ReadOnly: (value) => (entry) => String(entry.readOnly) === value,
  ResourceName: (value) => (entry) => entry.resources.some(({ arn }) => arn === value || lastPart(arn) === value),
  ResourceType: (value) => (entry) => entry.resources.some(({ type }) => type === value),
  Username: (value) => (entry) => entry.userName === value,
};

const lastPart = (arn: string): string => arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

/** Management events of the last 90 days in the region, newest first. Source: AWS CloudTrail API Reference, LookupEvents. */
export const lookupEvents = operation({
  name: 'LookupEvents',
  parse({ input }) {
    if (input['EventCategory'] !== undefined) throw new NotSupportedError('Insights events of cloudtrail:LookupEvents');
    const start = timestamp(input, 'StartTime') ?? -Infinity;
    const end = timestamp(input, 'EndTime') ?? Infinity;
    if (start > end) throw new InvalidTimeRange();
    return { start, end, most: maxResults(input), matches: lookupAttribute(input), after: readToken(input) };
  },
  permissions: () => [{ action: 'cloudtrail:LookupEvents', resource: '*' }],
  async run({ after, end, matches, most, start }, { region }, state: CloudtrailState) {
    await state.history.settle();
    const found = state.history
      .entries()
      .filter((entry) => entry.region === region && entry.at >= start && entry.at <= end && matches(entry));
    // The token names the last event shown: those that came in since do not move the pages.
    const from = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && from === 0) throw new InvalidNextToken();
    const shown = found.slice(from, from + most);
    const last = from + most < found.length ? shown.at(-1) : undefined;
    return json({
      Events: await Promise.all(shown.map(async (entry) => eventJson(entry, await state.history.text(entry)))),
      ...(last && { NextToken: Buffer.from(last.id).toString('base64') }),
    });
  },
});

function eventJson(entry: HistoryEntry, record: string | undefined): JsonObject {
  return {
    EventId: entry.id,
    EventName: entry.name,
    ReadOnly: String(entry.readOnly),
    ...(entry.accessKeyId !== '' && { AccessKeyId: entry.accessKeyId }),
    EventTime: Math.floor(entry.at / 1000),
    EventSource: entry.source,
    ...(entry.userName !== '' && { Username: entry.userName }),
    Resources: entry.resources.map(({ arn, type }) => ({ ResourceType: type, ResourceName: arn })),
    CloudTrailEvent: record,
  };
}

function lookupAttribute(input: JsonObject): Test {
  const given = structures(input, 'LookupAttributes');
  const [first, ...more] = given;
  if (first === undefined) return () => true;
  if (more.length > 0) throw new InvalidLookupAttributes('Only one attribute can be given.');
  const key = requiredText(first, 'AttributeKey');
  const test = attributes[key];
  if (test === undefined) {
    throw new InvalidLookupAttributes(`${key} is none of ${Object.keys(attributes).join(', ')}.`);
  }
  return test(requiredText(first, 'AttributeValue'));
}

function maxResults(input: JsonObject): number {
  const most = input['MaxResults'] ?? 50;
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 1 || most > 50) throw new InvalidMaxResults();
  return most;
}

function readToken(input: JsonObject): string | undefined {
  const token = text(input, 'NextToken');
  return token === undefined ? undefined : Buffer.from(token, 'base64').toString();
}
