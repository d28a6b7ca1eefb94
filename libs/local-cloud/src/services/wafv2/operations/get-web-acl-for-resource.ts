import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { shownWebAcl } from './get-web-acl.ts';
import { requiredText } from './input.ts';

/** Source: AWS WAFV2 API Reference, GetWebACLForResource. Nothing is answered for a resource without web ACL. */
export const getWebAclForResource = operation({
  name: 'GetWebACLForResource',
  parse: ({ input }) => requiredText(input, 'ResourceArn'),
  permissions: (resource, _state: Wafv2State) => [{ action: 'wafv2:GetWebACLForResource', resource }],
  run(resource, { region }, { declared, host }) {
    const webAcl = declared.webAcls.get(declared.associations.get(resource) ?? '');
    return json(webAcl?.region === region ? { WebACL: shownWebAcl(webAcl, host.accountId) } : {});
  },
});
