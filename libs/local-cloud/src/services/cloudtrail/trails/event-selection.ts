import type { Properties } from '@palisade/local-engine';
import { blocks, text, texts } from '../../../kernel/properties.ts';

/** What a selector sees of an event. */
export interface EventFacts {
  readonly category: 'Management' | 'Data';
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
  /** Type of a data event's resource. */
  readonly resourceType?: string;
  /** ARNs of the resources of that type. */
  readonly arns: readonly string[];
  readonly userArn: string;
}

/** Which events a trail records. */
export interface EventSelection {
  readonly kind: 'basic' | 'advanced';
  /** Whether the program selects anything at all. */
  readonly customised: boolean;
  /** As declared, or what a trail has without. */
  readonly selectors: readonly Properties[];
  /** Types of data events of which there may be some; others need not be looked at. */
  readonly dataTypes: ReadonlySet<string>;
  wants(event: EventFacts): boolean;
}

type Test = (event: EventFacts) => boolean;

/** Source: AWS CloudTrail API Reference, EventSelector and AdvancedEventSelector. A trail without selectors records management events. */
export function readSelectors(trail: Properties): EventSelection {
  const advanced = blocks(trail, 'advancedEventSelectors');
  if (advanced.length > 0) {
    const tests = advanced.map(advancedTest);
    const dataTypes = advanced.flatMap((each) =>
      blocks(each, 'fieldSelectors').flatMap((one) =>
        text(one, 'field') === 'resources.type' ? texts(one, 'equals') : [],
      ),
    );
    return {
      kind: 'advanced',
      customised: true,
      selectors: advanced,
      dataTypes: new Set(dataTypes),
      wants: (event) => tests.some((test) => test(event)),
    };
  }
  const declared = blocks(trail, 'eventSelectors');
  const basic = declared.length > 0 ? declared : [{ readWriteType: 'All', includeManagementEvents: true }];
  const tests = basic.map(basicTest);
  return {
    kind: 'basic',
    customised: declared.length > 0,
    selectors: basic,
    dataTypes: new Set(basic.flatMap((each) => blocks(each, 'dataResources').map((one) => text(one, 'type') ?? ''))),
    wants: (event) => tests.some((test) => test(event)),
  };
}

function basicTest(selector: Properties): Test {
  const type = text(selector, 'readWriteType') ?? 'All';
  const management = selector['includeManagementEvents'] !== false;
  const excluded = texts(selector, 'excludeManagementEventSources');
  const data = blocks(selector, 'dataResources').map((each) => ({
    type: text(each, 'type'),
    values: texts(each, 'values'),
  }));
  return (event) => {
    if (type !== 'All' && (type === 'ReadOnly') !== event.readOnly) return false;
    if (event.category === 'Management') return management && !excluded.includes(event.source);
    return data.some(
      (each) =>
        each.type === event.resourceType &&
        event.arns.some((arn) => each.values.some((value) => covers(value, arn, each.type))),
    );
  };
}

/**
 * `arn:aws:s3` and `arn:aws:lambda` mean everything of that service; values of S3 are beginnings, others are whole ARNs.
 * Source: AWS CloudTrail API Reference, DataResource.
 */
function covers(value: string, arn: string, type: string | undefined): boolean {
  if (value.split(':').length === 3) return arn.startsWith(`${value}:`);
  return type === 'AWS::S3::Object' ? arn.startsWith(value) : arn === value;
}

function advancedTest(selector: Properties): Test {
  const tests = blocks(selector, 'fieldSelectors').map(fieldTest);
  return (event) => tests.every((test) => test(event));
}

/** The positive operators of a field are alternatives, as are the values of each; none of the negative ones may hold. */
function fieldTest(selector: Properties): Test {
  const of = valuesOf(text(selector, 'field') ?? '');
  const equals = texts(selector, 'equals');
  const starts = texts(selector, 'startsWiths');
  const ends = texts(selector, 'endsWiths');
  const notEquals = texts(selector, 'notEquals');
  const notStarts = texts(selector, 'notStartsWiths');
  const notEnds = texts(selector, 'notEndsWiths');
  const positive = equals.length + starts.length + ends.length > 0;
  return (event) => {
    const values = of(event);
    const holds = (value: string): boolean =>
      equals.includes(value) ||
      starts.some((start) => value.startsWith(start)) ||
      ends.some((end) => value.endsWith(end));
    const barred = (value: string): boolean =>
      notEquals.includes(value) ||
      notStarts.some((start) => value.startsWith(start)) ||
      notEnds.some((end) => value.endsWith(end));
    return (!positive || values.some(holds)) && !values.some(barred);
  };
}

function valuesOf(field: string): (event: EventFacts) => readonly string[] {
  switch (field) {
    case 'eventCategory':
      return ({ category }) => [category];
    case 'eventName':
      return ({ name }) => [name];
    case 'eventSource':
      return ({ source }) => [source];
    case 'readOnly':
      return ({ readOnly }) => [String(readOnly)];
    case 'resources.type':
      return ({ resourceType }) => (resourceType === undefined ? [] : [resourceType]);
    case 'resources.ARN':
      return ({ arns }) => arns;
    case 'userIdentity.arn':
      return ({ userArn }) => [userArn];
    default:
      return () => ['AwsApiCall'];
  }
}
