import { describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import fc from 'fast-check';
import { readSelectors, type EventFacts } from './event-selection.ts';

const management: EventFacts = {
  category: 'Management',
  name: 'GetBucketPolicy',
  source: 's3.amazonaws.com',
  readOnly: true,
  arns: ['arn:aws:s3:::docs'],
  userArn: 'arn:aws:iam::123456789012:user/deployer',
};
const decrypt: EventFacts = { ...management, name: 'Decrypt', source: 'kms.amazonaws.com' };
const stop: EventFacts = { ...management, name: 'StopLogging', source: 'cloudtrail.amazonaws.com', readOnly: false };
const object = (arn: string, readOnly = true): EventFacts => ({
  ...management,
  category: 'Data',
  name: readOnly ? 'GetObject' : 'PutObject',
  resourceType: 'AWS::S3::Object',
  readOnly,
  arns: [arn],
});
const invoke: EventFacts = {
  ...management,
  category: 'Data',
  name: 'Invoke',
  source: 'lambda.amazonaws.com',
  readOnly: false,
  resourceType: 'AWS::Lambda::Function',
  arns: ['arn:aws:lambda:us-east-1:123456789012:function:f'],
};

const wants = (trail: Properties, event: EventFacts): boolean => readSelectors(trail).wants(event);

test('without selectors management events are recorded, and no data events', () => {
  expect([management, decrypt, stop].every((event) => wants({}, event))).toBe(true);
  expect(wants({}, object('arn:aws:s3:::docs/a'))).toBe(false);
  expect(readSelectors({}).dataTypes.size).toBe(0);
});

describe('event selectors', () => {
  const basic = (selector: Properties): Properties => ({ eventSelectors: [selector] });
  const data = (type: string, ...values: string[]): Properties => ({ dataResources: [{ type, values }] });

  test('select by read and write', () => {
    expect(wants(basic({ readWriteType: 'WriteOnly' }), stop)).toBe(true);
    expect(wants(basic({ readWriteType: 'WriteOnly' }), management)).toBe(false);
    expect(wants(basic({ readWriteType: 'ReadOnly' }), management)).toBe(true);
    expect(wants(basic({ readWriteType: 'ReadOnly' }), stop)).toBe(false);
  });

  test('leave out what they exclude', () => {
    const without = basic({ excludeManagementEventSources: ['kms.amazonaws.com'] });
    expect(wants(without, decrypt)).toBe(false);
    expect(wants(without, management)).toBe(true);
    const dataOnly = basic({ includeManagementEvents: false, ...data('AWS::S3::Object', 'arn:aws:s3') });
    expect(wants(dataOnly, management)).toBe(false);
    expect(wants(dataOnly, object('arn:aws:s3:::docs/a'))).toBe(true);
  });

  test.each([
    ['arn:aws:s3', true],
    ['arn:aws:s3:::', true],
    ['arn:aws:s3:::docs/', true],
    ['arn:aws:s3:::docs/in', true],
    ['arn:aws:s3:::docs/out', false],
    ['arn:aws:s3:::other/', false],
  ])('objects by the beginning of their ARN: %s', (value, answer) => {
    expect(wants(basic(data('AWS::S3::Object', value)), object('arn:aws:s3:::docs/in/a'))).toBe(answer);
  });

  test('functions by their whole ARN, or all', () => {
    const arn = String(invoke.arns[0]);
    expect(wants(basic(data('AWS::Lambda::Function', 'arn:aws:lambda')), invoke)).toBe(true);
    expect(wants(basic(data('AWS::Lambda::Function', arn)), invoke)).toBe(true);
    expect(wants(basic(data('AWS::Lambda::Function', arn.slice(0, -1))), invoke)).toBe(false);
    expect(wants(basic(data('AWS::S3::Object', 'arn:aws:s3')), invoke)).toBe(false);
  });
});

describe('advanced event selectors', () => {
  const advanced = (...fieldSelectors: Properties[]): Properties => ({ advancedEventSelectors: [{ fieldSelectors }] });
  const category = { field: 'eventCategory', equals: ['Data'] };
  const type = { field: 'resources.type', equals: ['AWS::S3::Object'] };

  test('must match in every field', () => {
    const writes = advanced(category, type, { field: 'readOnly', equals: ['false'] });
    expect(wants(writes, object('arn:aws:s3:::docs/a', false))).toBe(true);
    expect(wants(writes, object('arn:aws:s3:::docs/a', true))).toBe(false);
    expect(wants(writes, invoke)).toBe(false);
    expect(wants(writes, stop)).toBe(false);
    expect([...readSelectors(writes).dataTypes]).toEqual(['AWS::S3::Object']);
  });

  test('one of several is enough', () => {
    const both = {
      advancedEventSelectors: [
        { fieldSelectors: [category, type] },
        { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
      ],
    };
    expect([management, object('arn:aws:s3:::docs/a')].every((event) => wants(both, event))).toBe(true);
    expect(wants(both, invoke)).toBe(false);
  });

  test.each([
    ['equals', 'arn:aws:s3:::docs/in/a.txt', true],
    ['startsWiths', 'arn:aws:s3:::docs/in/', true],
    ['startsWiths', 'arn:aws:s3:::docs/out/', false],
    ['endsWiths', '.txt', true],
    ['endsWiths', '.pdf', false],
    ['notEquals', 'arn:aws:s3:::docs/in/a.txt', false],
    ['notStartsWiths', 'arn:aws:s3:::docs/in/', false],
    ['notStartsWiths', 'arn:aws:s3:::docs/out/', true],
    ['notEndsWiths', '.txt', false],
  ])('%s %s', (operator, value, answer) => {
    const trail = advanced(category, type, { field: 'resources.ARN', [operator]: [value] });
    expect(wants(trail, object('arn:aws:s3:::docs/in/a.txt'))).toBe(answer);
  });

  test('an operator and its negation never agree', () => {
    const key = fc.string({ minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(key, key, fc.constantFrom('quals', 'tartsWiths', 'ndsWiths'), (arn, value, tail) => {
        const positive = tail === 'quals' || tail === 'ndsWiths' ? `e${tail}` : `s${tail}`;
        const negative = `not${positive.charAt(0).toUpperCase()}${positive.slice(1)}`;
        const answer = (operator: string): boolean =>
          wants(advanced(category, type, { field: 'resources.ARN', [operator]: [value] }), object(arn));
        expect(answer(positive)).toBe(!answer(negative));
      }),
    );
  });
});
