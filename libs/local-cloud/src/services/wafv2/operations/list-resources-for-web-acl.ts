import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { checkArn, find, onEntity } from './entity.ts';
import { requiredText, text } from './input.ts';

/** Source: AWS WAFV2 API Reference, ListResourcesForWebACL: load balancers unless the request asks for another type. */
export const listResourcesForWebAcl = operation({
  name: 'ListResourcesForWebACL',
  parse: ({ input }) => ({
    arn: checkArn(requiredText(input, 'WebACLArn'), 'WebACLArn', 'webacl'),
    type: text(input, 'ResourceType') ?? 'APPLICATION_LOAD_BALANCER',
  }),
  permissions: ({ arn }, state: Wafv2State) => onEntity('ListResourcesForWebACL', arn, state.declared.webAcls),
  run({ arn, type }, { region }, { declared }) {
    find(declared.webAcls, arn, region);
    const protectedBy = [...declared.associations].filter(([, webAcl]) => webAcl === arn).map(([resource]) => resource);
    return json({ ResourceArns: type === 'API_GATEWAY' ? protectedBy : [] });
  },
});
