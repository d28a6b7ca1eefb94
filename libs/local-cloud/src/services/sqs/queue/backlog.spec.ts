import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FifoBacklog, StandardBacklog, type Backlog } from './backlog.ts';
import type { Message } from './message.ts';

type Step =
  | { readonly kind: 'send'; readonly group: string; readonly delay: number }
  | { readonly kind: 'receive'; readonly most: number; readonly hide: number }
  | { readonly kind: 'delete' | 'release'; readonly which: number }
  | { readonly kind: 'wait'; readonly time: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('send' as const),
      group: fc.constantFrom('a', 'b', 'c'),
      delay: fc.constantFrom(0, 0, 0, 3),
    }),
    fc.record({
      kind: fc.constant('receive' as const),
      most: fc.integer({ min: 1, max: 30 }),
      hide: fc.constantFrom(0, 2, 5),
    }),
    fc.record({ kind: fc.constantFrom('delete' as const, 'release' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('wait' as const), time: fc.integer({ min: 1, max: 4 }) }),
  ),
  { maxLength: 60 },
);

/** Plays the steps against a backlog and compares each receive with what a simple list of all messages says. */
function play(
  backlog: Backlog,
  played: readonly Step[],
  receivable: (all: readonly Message[], now: number) => readonly Message[],
): void {
  const all: Message[] = [];
  let now = 0;
  let number = 0;
  for (const step of played) {
    switch (step.kind) {
      case 'send': {
        const message = newMessage(++number, step.group, now + step.delay);
        all.push(message);
        backlog.add(message, now);
        break;
      }
      case 'receive': {
        const allowed = receivable(all, now);
        const next = backlog.next(step.most, now);
        expect(next.length).toBe(Math.min(step.most, allowed.length));
        expect(new Set(next).size).toBe(next.length);
        for (const message of next) expect(allowed).toContain(message);
        for (const message of next) {
          message.receiveCount++;
          message.visibleAt = now + step.hide;
          backlog.moved(message, now);
        }
        break;
      }
      case 'delete': {
        const [message] = all.splice(step.which, 1);
        if (message !== undefined) backlog.remove(message);
        break;
      }
      case 'release': {
        const message = all[step.which];
        if (message === undefined || message.visibleAt <= now || message.receiveCount === 0) break;
        message.visibleAt = now;
        backlog.moved(message, now);
        break;
      }
      case 'wait':
        now += step.time;
        break;
    }
    const hidden = all.filter(({ visibleAt }) => visibleAt > now).map(({ visibleAt }) => visibleAt);
    expect(backlog.nextChange(now)).toBe(hidden.length === 0 ? undefined : Math.min(...hidden));
  }
  // Nothing is lost: in the end each message comes once, if whoever gets it deletes it.
  now += 100;
  const left: Message[] = [];
  for (let next = backlog.next(10, now); next.length > 0; next = backlog.next(10, now)) {
    left.push(...next);
    for (const message of next) backlog.remove(message);
  }
  expect(left.map((message) => message.number).sort((a, b) => a - b)).toEqual(all.map((message) => message.number));
}

const newMessage = (number: number, groupId: string, visibleAt: number): Message => ({
  number,
  id: String(number),
  sentAt: 0,
  senderId: '',
  groupId,
  sealed: { key: undefined, bytes: Buffer.alloc(0) },
  visibleAt,
  receiveCount: 0,
  firstReceivedAt: undefined,
});

const visible = (now: number) => (message: Message) => message.visibleAt <= now;

describe('whatever is done to it, a backlog gives what may be received, and nothing else', () => {
  test('a standard one: what is visible', () => {
    fc.assert(
      fc.property(steps, (played) => play(new StandardBacklog(), played, (all, now) => all.filter(visible(now)))),
    );
  });

  test('a FIFO one: of each group that no consumer has a message of, the visible beginning', () => {
    const receivable = (all: readonly Message[], now: number): readonly Message[] =>
      [...Map.groupBy(all, ({ groupId }) => groupId).values()].flatMap((group) => {
        if (group.some((message) => message.receiveCount > 0 && !visible(now)(message))) return [];
        const end = group.findIndex((message) => !visible(now)(message));
        return end === -1 ? group : group.slice(0, end);
      });
    fc.assert(fc.property(steps, (played) => play(new FifoBacklog(), played, receivable)));
  });

  test('a FIFO one: in the order of each group', () => {
    const backlog = new FifoBacklog();
    for (let number = 1; number <= 30; number++) backlog.add(newMessage(number, String(number % 3), 0), 0);
    const order: number[] = [];
    for (let next = backlog.next(4, 0); next.length > 0; next = backlog.next(4, 0)) {
      order.push(...next.map((message) => message.number));
      for (const message of next) backlog.remove(message);
    }
    for (const group of [0, 1, 2]) {
      const own = order.filter((number) => number % 3 === group);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    expect(order).toHaveLength(30);
  });
});
