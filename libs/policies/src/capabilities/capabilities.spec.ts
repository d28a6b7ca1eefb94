import { describe, expect, test } from '@jest/globals';
import { lint } from '../lint/lint.ts';
import { verdictOn, type Call } from '../testing/calls.ts';
import type { Example, FunctionsOf } from '../testing/example.ts';
import type * as capabilities from './index.ts';
import { data } from './testing/data.ts';
import { kms } from './testing/kms.ts';
import { operations } from './testing/operations.ts';

/** Every capability: one that is added here is added there, or this does not compile. */
const examples: Record<FunctionsOf<typeof capabilities>, Example> = { ...kms, ...data, ...operations };

/** A call with a title for the report. */
function titled(calls: readonly Call[]): [string, Call][] {
  return calls.map((call) => [[call.by ?? 'r', call.action, call.on, JSON.stringify(call.with ?? {})].join(' '), call]);
}

describe.each(Object.entries<Example>(examples))('%s', (_, { policy, beside, may, mayNot }) => {
  test.each(titled(may))('allows %s', (__, call) => expect(verdictOn(policy, call, beside)).toBe('Allowed'));
  test.each(titled(mayNot))('does not allow %s', (__, call) =>
    expect(verdictOn(policy, call, beside)).toBe('ImplicitlyDenied'),
  );
  test('has no findings', () => expect(lint(policy)).toEqual([]));
});
