import { listOf } from '../../document.ts';
import { factsFor } from '../actions.ts';
import type { Rule } from '../rule.ts';

export const wildcardInAllow: Rule = {
  code: 'wildcard-in-allow',
  severity: 'warning',
  *check({ Effect: effect, Action: action, NotAction: notAction }, { kind }) {
    // A service control policy and a boundary start from everything and take away.
    if (effect !== 'Allow' || kind === 'scp' || kind === 'boundary') return;
    if (notAction !== undefined)
      yield 'An Allow with NotAction grants every action AWS will ever add. Name the API calls.';
    for (const pattern of listOf(action)) {
      if (!/[*?]/.test(pattern)) continue;
      const count = factsFor(pattern).length;
      yield `"${pattern}" grants ${count === 0 ? 'every action' : `${count} actions`}, and those AWS adds later. Name the API calls.`;
    }
  },
};
