import type { Properties } from '@palisade/local-engine';
import { block, blocks, number, text, textMap } from '../../../kernel/properties.ts';

/** What S3 would refuse about one rule. Source: Amazon S3 User Guide, "Lifecycle configuration elements". */
export function checkLifecycleRule(rule: Properties): string[] {
  return [
    ...checkId(rule),
    ...checkActions(rule),
    ...checkFilter(block(rule, 'filter') ?? {}),
    ...checkExpiration(rule),
    ...checkTransitions(rule),
    ...checkNoncurrent(rule),
  ];
}

function checkId(rule: Properties): string[] {
  const id = text(rule, 'id') ?? '';
  return id.length >= 1 && id.length <= 255
    ? []
    : ['InvalidArgument: ID length should not exceed allowed limit of 255'];
}

const actions = [
  'abortIncompleteMultipartUpload',
  'expiration',
  'noncurrentVersionExpiration',
  'noncurrentVersionTransitions',
  'transitions',
];

function checkActions(rule: Properties): string[] {
  const has = actions.some((action) => rule[action] !== undefined);
  return has ? [] : ['InvalidRequest: At least one action needs to be specified in a rule'];
}

function checkFilter(filter: Properties): string[] {
  const problems: string[] = [];
  if (Object.keys(filter).length > 1)
    problems.push('MalformedXML: a filter has one condition; put several into and: { … }');
  const both = block(filter, 'and') ?? filter;
  const [larger, smaller] = [number(both, 'objectSizeGreaterThan'), number(both, 'objectSizeLessThan')];
  if (larger !== undefined && larger < 0)
    problems.push("InvalidRequest: 'ObjectSizeGreaterThan' should be a non-negative number");
  if (smaller !== undefined && smaller < 1)
    problems.push("InvalidRequest: 'ObjectSizeLessThan' should be a positive number");
  if (larger !== undefined && smaller !== undefined && larger >= smaller) {
    problems.push("InvalidRequest: 'ObjectSizeLessThan' has to be greater than 'ObjectSizeGreaterThan'");
  }
  return problems;
}

function checkExpiration(rule: Properties): string[] {
  const expiration = block(rule, 'expiration');
  if (expiration === undefined) return [];
  const problems: string[] = [];
  const [days, date] = [number(expiration, 'days'), text(expiration, 'date')];
  const markers = expiration['expiredObjectDeleteMarker'] === true;
  if ([days !== undefined, date !== undefined, markers].filter(Boolean).length !== 1) {
    problems.push('MalformedXML: expiration takes exactly one of days, date and expiredObjectDeleteMarker');
  }
  if (days !== undefined && days < 1)
    problems.push("InvalidArgument: 'Days' for Expiration action must be a positive integer");
  problems.push(...checkDate(date, 'Expiration'));
  const filter = block(rule, 'filter') ?? {};
  const byTag = filter['tag'] !== undefined || Object.keys(textMap(block(filter, 'and') ?? {}, 'tags')).length > 0;
  if (markers && byTag) problems.push('InvalidRequest: ExpiredObjectDeleteMarker cannot be specified with tags');
  return problems;
}

function checkTransitions(rule: Properties): string[] {
  const problems: string[] = [];
  const expires = number(block(rule, 'expiration') ?? {}, 'days');
  const seen = new Set<string>();
  for (const transition of blocks(rule, 'transitions')) {
    const storageClass = text(transition, 'storageClass') ?? '';
    const [days, date] = [number(transition, 'days'), text(transition, 'date')];
    if (days !== undefined && date !== undefined)
      problems.push('MalformedXML: a transition takes one of days and date');
    if (days !== undefined && days < 0)
      problems.push("InvalidArgument: 'Days' in Transition action must be nonnegative");
    problems.push(...checkDate(date, 'Transition'));
    if (seen.has(storageClass)) problems.push(`InvalidRequest: two transitions to ${storageClass}`);
    seen.add(storageClass);
    if (date === undefined && (storageClass === 'STANDARD_IA' || storageClass === 'ONEZONE_IA') && (days ?? 0) < 30) {
      problems.push(
        `InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass '${storageClass}'`,
      );
    }
    if (date === undefined && expires !== undefined && (days ?? 0) >= expires) {
      problems.push(
        "InvalidArgument: 'Days' in the Expiration action must be greater than 'Days' in the Transition action",
      );
    }
  }
  return problems;
}

function checkNoncurrent(rule: Properties): string[] {
  const problems: string[] = [];
  const expiration = block(rule, 'noncurrentVersionExpiration');
  const blocksOfBoth = [...(expiration ? [expiration] : []), ...blocks(rule, 'noncurrentVersionTransitions')];
  for (const each of blocksOfBoth) {
    const kept = number(each, 'newerNoncurrentVersions');
    if (kept !== undefined && (kept < 1 || kept > 100)) {
      problems.push("InvalidArgument: 'NewerNoncurrentVersions' must be between 1 and 100");
    }
    if (kept !== undefined && block(rule, 'filter') === undefined) {
      problems.push('InvalidRequest: NewerNoncurrentVersions needs a filter');
    }
  }
  if (expiration !== undefined && (number(expiration, 'noncurrentDays') ?? 0) < 1) {
    problems.push(
      "InvalidArgument: 'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
    );
  }
  const abort = block(rule, 'abortIncompleteMultipartUpload');
  if (abort !== undefined && (number(abort, 'daysAfterInitiation') ?? 0) < 1) {
    problems.push(
      "InvalidArgument: 'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer",
    );
  }
  return problems;
}

function checkDate(date: string | undefined, action: string): string[] {
  if (date === undefined) return [];
  const time = Date.parse(date);
  return Number.isNaN(time) || time % 86_400_000 !== 0
    ? [`InvalidArgument: '${action}' 'Date' must be at midnight GMT`]
    : [];
}
