import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newSegmentId, newTraceId, readTraceHeader, Sampler, writeTraceHeader } from './traces.ts';

describe('the tracing header', () => {
  const header = fc.record(
    {
      root: fc.nat().map(newTraceId),
      parent: fc.constant(undefined).map(newSegmentId),
      sampled: fc.boolean(),
    },
    { requiredKeys: ['root'] },
  );

  test('is read as it was written', () => {
    fc.assert(fc.property(header, (written) => expect(readTraceHeader(writeTraceHeader(written))).toEqual(written)));
  });

  test.each([
    [undefined],
    [''],
    ['Root=1-x-y'],
    ['Parent=0123456789abcdef'],
    ['Self=1-67891233-abcdef012345678912345678'],
  ])('names no trace: %s', (text) => expect(readTraceHeader(text)).toBeUndefined());
});

test('the first request of a second is sampled, and some of the others', () => {
  const sampler = new Sampler();
  expect(sampler.samples(1000)).toBe(true);
  const others = Array.from({ length: 2000 }, () => sampler.samples(1999)).filter(Boolean).length;
  expect(others).toBeGreaterThan(20);
  expect(others).toBeLessThan(400);
  expect(sampler.samples(2000)).toBe(true);
});
