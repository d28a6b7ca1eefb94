import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock, systemClock } from './clock.ts';
import { createScheduler } from './scheduler.ts';

const start = Date.UTC(2026, 0, 1);

function manual(): { clock: ManualClock; scheduler: ReturnType<typeof createScheduler>; errors: unknown[] } {
  const clock = new ManualClock(start);
  const errors: unknown[] = [];
  return { clock, errors, scheduler: createScheduler(clock, (error) => errors.push(error)) };
}

describe('createScheduler', () => {
  test('runs what has become due, in order of time, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }),
        fc.integer({ min: 0, max: 100 }),
        (delays, by) => {
          const { clock, scheduler } = manual();
          const ran: number[] = [];
          for (const delay of delays) scheduler.at(start + delay, () => void ran.push(delay));
          clock.advance(by);
          expect(ran).toEqual(delays.filter((delay) => delay <= by).sort((a, b) => a - b));
        },
      ),
    );
  });

  test('a cancelled task never runs, however many are cancelled', () => {
    const { clock, scheduler } = manual();
    const ran: number[] = [];
    const cancels = Array.from({ length: 500 }, (_, index) => scheduler.at(start + index, () => void ran.push(index)));
    for (const [index, cancel] of cancels.entries()) if (index % 5 !== 0) cancel();
    cancels[0]?.();
    clock.advance(1000);
    expect(ran).toEqual(Array.from({ length: 99 }, (_, index) => (index + 1) * 5));
  });

  test('every runs once per interval, once for all ticks a jump missed, and stops', () => {
    const { clock, scheduler } = manual();
    let runs = 0;
    const stop = scheduler.every(1000, () => void runs++);
    clock.advance(999);
    expect(runs).toBe(0);
    clock.advance(1);
    clock.advance(1000);
    expect(runs).toBe(2);
    clock.advance(90 * 86_400_000);
    expect(runs).toBe(3);
    clock.advance(1000);
    expect(runs).toBe(4);
    stop();
    clock.advance(5000);
    expect(runs).toBe(4);
  });

  test('a failing task is reported and keeps no other from running', async () => {
    const { clock, errors, scheduler } = manual();
    let ran = false;
    scheduler.at(start + 1, () => {
      throw new Error('now');
    });
    scheduler.at(start + 2, async () => Promise.reject(new Error('later')));
    scheduler.at(start + 3, () => void (ran = true));
    clock.advance(10);
    await new Promise(setImmediate);
    expect(ran).toBe(true);
    expect(errors.map((error) => (error as Error).message)).toEqual(['now', 'later']);
  });

  test('a task may schedule another that is due at once', () => {
    const { clock, scheduler } = manual();
    const ran: string[] = [];
    scheduler.at(start + 5, () => {
      ran.push('first');
      scheduler.at(start + 6, () => void ran.push('second'));
    });
    clock.advance(10);
    expect(ran).toEqual(['first', 'second']);
  });

  test('close stops everything', () => {
    const { clock, scheduler } = manual();
    let ran = false;
    scheduler.at(start + 1, () => void (ran = true));
    scheduler.close();
    clock.advance(10);
    expect(ran).toBe(false);
  });

  test('with the real clock, an earlier task added later runs first', async () => {
    const scheduler = createScheduler(systemClock, (error) => expect(error).toBeUndefined());
    const ran: string[] = [];
    await new Promise<void>((resolve) => {
      scheduler.at(Date.now() + 30, () => {
        ran.push('later');
        resolve();
      });
      scheduler.at(Date.now() + 5, () => void ran.push('sooner'));
      scheduler.at(Date.now() + 2 ** 40, () => void ran.push('never'));
    });
    expect(ran).toEqual(['sooner', 'later']);
    scheduler.close();
  });
});
