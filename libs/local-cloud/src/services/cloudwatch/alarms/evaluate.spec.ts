import { describe, expect, test } from '@jest/globals';
import type { MissingData } from './alarm-configuration.ts';
import { evaluate, type AlarmRule } from './evaluate.ts';

/** `0` is within the threshold, `X` breaches it, `-` is missing; oldest first. */
const state = (range: string, [toAlarm, periods]: readonly [number, number], treatMissingData: MissingData): string => {
  const rule: AlarmRule = {
    evaluationPeriods: periods,
    datapointsToAlarm: toAlarm,
    treatMissingData,
    breaches: (value) => value > 0,
  };
  const points = range
    .split(' ')
    .map((sign, at) => (sign === '-' ? undefined : { at, value: sign === 'X' ? 1 : 0, sampleCount: 1 }));
  const verdict = evaluate(points, rule);
  return verdict === 'retain' ? verdict : verdict.value;
};

// Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data", the tables of its examples.
describe.each([
  ['3 of 3', [3, 3], '0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['3 of 3', [3, 3], '0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['3 of 3', [3, 3], '- - - - -', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
  ['3 of 3', [3, 3], '0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['3 of 3', [3, 3], '- - X - -', 'ALARM', 'retain', 'ALARM', 'OK'],
  ['2 of 3', [2, 3], '0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['2 of 3', [2, 3], '0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['2 of 3', [2, 3], '0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['2 of 3', [2, 3], '- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['2 of 3', [2, 3], '- - - X -', 'ALARM', 'retain', 'ALARM', 'OK'],
  // One that is too young and too few.
  ['2 of 3', [2, 3], '- - - - X', 'OK', 'OK', 'ALARM', 'OK'],
  ['1 of 1', [1, 1], 'X - 0', 'OK', 'OK', 'OK', 'OK'],
  ['1 of 1', [1, 1], '0 - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
] as const)('%s %j %s', (_title, rule, range, missing, ignore, breaching, notBreaching) => {
  test.each([
    ['missing', missing],
    ['ignore', ignore],
    ['breaching', breaching],
    ['notBreaching', notBreaching],
  ] as const)('%s: %s', (treatment, expected) => {
    expect(state(range, rule, treatment)).toBe(expected);
  });
});
