import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DAY,
  goesWithBucket,
  goesWithObject,
  isDeletable,
  longer,
  mayReplace,
  remainingDays,
  retentionFrom,
  retentionModes,
  type Retention,
} from './retention.ts';

const time = fc.integer({ min: 0, max: 1000 });
const retention: fc.Arbitrary<Retention> = fc.record({ mode: fc.constantFrom(...retentionModes), until: time });
const perhaps = fc.option(retention, { nil: undefined });
const lock = fc.record({ retention: fc.option(retention, { nil: null }), legalHold: fc.boolean() });

describe('a locked version', () => {
  test('is never deleted under legal hold, and never before its time in compliance mode', () => {
    fc.assert(
      fc.property(lock, fc.boolean(), time, ({ legalHold, retention: kept }, bypass, now) => {
        const deletable = isDeletable({ legalHold, retention: kept }, bypass, now);
        const inForce = kept !== null && now < kept.until;
        expect(deletable).toBe(!legalHold && (!inForce || (kept.mode === 'GOVERNANCE' && bypass)));
      }),
    );
  });

  test('that may be deleted now may be deleted later, and with more rights', () => {
    fc.assert(
      fc.property(lock, fc.boolean(), time, time, (locked, bypass, one, other) => {
        const [now, later] = [Math.min(one, other), Math.max(one, other)];
        if (!isDeletable(locked, bypass, now)) return;
        expect(isDeletable(locked, bypass, later)).toBe(true);
        expect(isDeletable(locked, true, now)).toBe(true);
        for (const goes of [goesWithBucket, goesWithObject]) expect(goes(locked, now)).toBe(true);
      }),
    );
  });

  test('in compliance mode stays as long as was ever promised, whatever is asked in between', () => {
    const request = fc.record({ at: time, bypass: fc.boolean(), asked: perhaps });
    fc.assert(
      fc.property(perhaps, fc.array(request, { maxLength: 20 }), time, (first, requests, end) => {
        let now = 0;
        let kept = first;
        let promised = first?.mode === 'COMPLIANCE' ? first.until : 0;
        for (const { at, asked, bypass } of [...requests].sort((one, other) => one.at - other.at)) {
          now = at;
          if (!mayReplace(kept, asked, bypass, now)) continue;
          kept = asked;
          if (asked?.mode === 'COMPLIANCE') promised = Math.max(promised, asked.until);
        }
        const later = Math.max(now, end);
        if (later < promised) expect(isDeletable({ retention: kept ?? null }, true, later)).toBe(false);
      }),
    );
  });

  test('in governance mode is kept longer by anybody, and less long by whoever may set it aside', () => {
    fc.assert(
      fc.property(time, time, time, (until, next, now) => {
        const before: Retention = { mode: 'GOVERNANCE', until };
        const after: Retention = { mode: 'GOVERNANCE', until: next };
        expect(mayReplace(before, after, false, now)).toBe(until <= now || next >= until);
        expect(mayReplace(before, after, true, now)).toBe(true);
        expect(mayReplace(before, undefined, false, now)).toBe(until <= now);
        expect(mayReplace(before, { mode: 'COMPLIANCE', until }, false, now)).toBe(until <= now);
      }),
    );
  });
});

describe('by force', () => {
  test('a legal hold goes, and governance; of both together only with an object, and compliance never', () => {
    fc.assert(
      fc.property(lock, time, (locked, now) => {
        const { legalHold, retention: kept } = locked;
        const mode = kept !== null && now < kept.until ? kept.mode : undefined;
        expect(goesWithObject(locked, now)).toBe(mode !== 'COMPLIANCE');
        expect(goesWithBucket(locked, now)).toBe(mode === undefined || (mode === 'GOVERNANCE' && !legalHold));
      }),
    );
  });
});

describe('of two retentions', () => {
  test('the longer one counts, in either order', () => {
    fc.assert(
      fc.property(perhaps, perhaps, (one, other) => {
        const chosen = longer(one, other);
        expect(longer(other, one)).toEqual(chosen);
        for (const each of [one, other]) expect(chosen?.until ?? 0).toBeGreaterThanOrEqual(each?.until ?? 0);
      }),
    );
  });
});

describe('a period', () => {
  test('counts from the making of the version, in days or in years of 365', () => {
    expect(retentionFrom({ mode: 'GOVERNANCE', days: 2 }, 5)).toEqual({ mode: 'GOVERNANCE', until: 5 + 2 * DAY });
    expect(retentionFrom({ mode: 'COMPLIANCE', years: 1 }, 0)).toEqual({ mode: 'COMPLIANCE', until: 365 * DAY });
  });

  test('has as many days left as have begun', () => {
    const left = (until: number): number => remainingDays({ mode: 'GOVERNANCE', until }, 0);
    expect([left(1), left(DAY), left(DAY + 1)]).toEqual([1, 1, 2]);
  });
});
