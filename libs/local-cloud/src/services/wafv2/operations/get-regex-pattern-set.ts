import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { arnOf, find, identityOf, named, onEntity } from './entity.ts';

/** Source: AWS WAFV2 API Reference, GetRegexPatternSet. */
export const getRegexPatternSet = operation({
  name: 'GetRegexPatternSet',
  parse: ({ input }) => named(input, 'regexpatternset'),
  permissions: (what, state: Wafv2State, region) =>
    onEntity('GetRegexPatternSet', arnOf(what, 'regexpatternset', region, state), state.declared.regexPatternSets),
  run(what, { region }, state) {
    const set = find(state.declared.regexPatternSets, arnOf(what, 'regexpatternset', region, state), region);
    const RegularExpressionList = set.patterns.map((RegexString) => ({ RegexString }));
    return json({ RegexPatternSet: { ...identityOf(set), RegularExpressionList }, LockToken: set.lockToken });
  },
});
