import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY, retentionModes } from '../locks/retention.ts';
import { lockKeys, lockOf } from './object-lock.ts';

const now = Date.UTC(2026, 0, 1);
const locking = { objectLock: {} };
const read = (mode: string, until: string) =>
  lockOf({ headers: { 'x-amz-object-lock-mode': mode, 'x-amz-object-lock-retain-until-date': until } }, locking, now);

const mode = fc.constantFrom(...retentionModes);
/** Within the 100 years that a version is kept at most. */
const time = fc.integer({ min: now + 1, max: now + 36_500 * DAY });

describe('the lock in the headers of a write', () => {
  test('is until the very instant they name, in any offset', () => {
    fc.assert(
      fc.property(mode, time, fc.integer({ min: -12, max: 14 }), (chosen, until, hours) => {
        expect(read(chosen, new Date(until).toISOString())).toEqual({ retention: { mode: chosen, until } });
        const sign = hours < 0 ? '-' : '+';
        const local = new Date(until + hours * 3_600_000).toISOString().replace('Z', '');
        const offset = `${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`;
        expect(read(chosen, `${local}${offset}`)).toEqual({ retention: { mode: chosen, until } });
      }),
    );
  });

  test('is refused for an instant that is past, and for what is no instant', () => {
    fc.assert(
      fc.property(mode, fc.integer({ min: 0, max: now }), fc.string(), (chosen, until, text) => {
        expect(() => read(chosen, new Date(until).toISOString())).toThrow('must be in the future!');
        expect(() => read(chosen, text)).toThrow('must be provided in ISO 8601 format');
      }),
    );
  });

  test('is none without them, and refused of every kind where there is no Object Lock', () => {
    expect(lockOf({ headers: {} }, { objectLock: undefined }, now)).toEqual({});
    for (const header of ['mode', 'retain-until-date', 'legal-hold']) {
      expect(() =>
        lockOf({ headers: { [`x-amz-object-lock-${header}`]: 'ON' } }, { objectLock: undefined }, now),
      ).toThrow('Bucket is missing ObjectLockConfiguration');
    }
    const event = { headers: { 'x-amz-object-lock-event-hold': 'ON' } };
    expect(() => lockOf(event, locking, now)).toThrow('does not support event holds');
  });

  test('has condition keys for what it says, and for nothing else', () => {
    const until = now + 2 * DAY;
    expect(lockKeys({ retention: { mode: 'GOVERNANCE', until } }, now)).toEqual({
      's3:object-lock-mode': 'GOVERNANCE',
      's3:object-lock-retain-until-date': '2026-01-03T00:00:00.000Z',
      's3:object-lock-remaining-retention-days': 2,
    });
    expect(lockKeys({ legalHold: false }, now)).toEqual({ 's3:object-lock-legal-hold': 'OFF' });
    expect(lockKeys({}, now)).toEqual({});
  });
});
