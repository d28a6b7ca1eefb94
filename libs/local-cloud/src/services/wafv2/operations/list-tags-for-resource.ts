import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { entityOf, type EntityKind } from '../arn.ts';
import type { Declared, Entity } from '../declared/declared.ts';
import { ValidationException } from '../errors.ts';
import type { Wafv2State } from '../state.ts';
import { find, onEntity } from './entity.ts';
import { page, requiredText } from './input.ts';

/** Source: AWS WAFV2 API Reference, ListTagsForResource. */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  parse({ input }) {
    page(input);
    const arn = requiredText(input, 'ResourceARN');
    const kind = KINDS.find((each) => entityOf(arn, each) !== undefined);
    if (kind === undefined) throw new ValidationException('resourceARN', 'Member must be an ARN of AWS WAF');
    return { arn, kind };
  },
  permissions: ({ arn, kind }, { declared }: Wafv2State) =>
    onEntity('ListTagsForResource', arn, entitiesOf(declared, kind)),
  run({ arn, kind }, { region }, { declared }) {
    const { tags } = find(entitiesOf(declared, kind), arn, region);
    const TagList = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    return json({ TagInfoForResource: { ResourceARN: arn, TagList } });
  },
});

const KINDS: readonly EntityKind[] = ['webacl', 'ipset', 'regexpatternset', 'rulegroup'];

function entitiesOf(declared: Declared, kind: EntityKind): ReadonlyMap<string, Entity> {
  switch (kind) {
    case 'webacl':
      return declared.webAcls;
    case 'ipset':
      return declared.ipSets;
    case 'regexpatternset':
      return declared.regexPatternSets;
    case 'rulegroup':
      return declared.ruleGroups;
  }
}
