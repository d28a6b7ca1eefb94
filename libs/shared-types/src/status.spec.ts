import { describe, expect, test } from '@jest/globals';
import { parseStatusReport, type StatusReport } from './status.ts';

const report: StatusReport = {
  message: 'up',
  timestamp: '2026-11-24T10:20:30.456Z',
  environment: 'local',
  path: '/any/path',
  method: 'GET',
};

test('a report is what it says', () => {
  expect(parseStatusReport(report)).toEqual({ ok: true, value: report });
});

describe('no report', () => {
  test.each([
    ['a time without its zone', { ...report, timestamp: '2026-11-24T10:20:30.456' }, 'timestamp'],
    ['a path that does not start at the root', { ...report, path: 'any' }, 'path'],
    ['an environment that is none', { ...report, environment: 'Local!' }, 'environment'],
    ['a field too many', { ...report, stack: 'Error: …' }, 'stack'],
  ])('is %s', (_, value, field) => {
    expect(parseStatusReport(value)).toMatchObject({ ok: false, errors: [{ field }] });
  });

  test.each(Object.keys(report))('is without %s', (field) => {
    const { [field as keyof StatusReport]: _left, ...rest } = report;
    expect(parseStatusReport(rest)).toEqual({ ok: false, errors: [{ field, message: 'is required' }] });
  });
});
