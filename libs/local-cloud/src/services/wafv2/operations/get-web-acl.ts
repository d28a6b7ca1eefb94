import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject, type JsonValue } from '../../../kernel/wire.ts';
import type { DeclaredWebAcl } from '../declared/declared.ts';
import { shownRules } from '../statements/read-rules.ts';
import type { Wafv2State } from '../state.ts';
import { arnOf, find, identityOf, named, onEntity } from './entity.ts';

/** Source: AWS WAFV2 API Reference, GetWebACL. */
export const getWebAcl = operation({
  name: 'GetWebACL',
  parse: ({ input }) => named(input, 'webacl'),
  permissions: (what, state: Wafv2State, region) =>
    onEntity('GetWebACL', arnOf(what, 'webacl', region, state), state.declared.webAcls),
  run(what, { region }, state) {
    const webAcl = find(state.declared.webAcls, arnOf(what, 'webacl', region, state), region);
    return json({ WebACL: shownWebAcl(webAcl, state.host.accountId), LockToken: webAcl.lockToken });
  },
});

export function shownWebAcl(webAcl: DeclaredWebAcl, accountId: string): JsonObject {
  const { bodies, bodyLimit, capacity, defaultAction, name, rules, visibility } = webAcl;
  return {
    ...identityOf(webAcl),
    DefaultAction: plain(defaultAction),
    Rules: shownRules(rules),
    VisibilityConfig: plain(visibility),
    Capacity: capacity,
    ManagedByFirewallManager: false,
    LabelNamespace: `awswaf:${accountId}:webacl:${name}:`,
    ...(Object.keys(bodies).length > 0 && { CustomResponseBodies: plain(bodies) }),
    ...(bodyLimit !== undefined && {
      AssociationConfig: { RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: bodyLimit } } },
    }),
  };
}

/** What is JSON in all but its type. */
export const plain = (value: object): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;
