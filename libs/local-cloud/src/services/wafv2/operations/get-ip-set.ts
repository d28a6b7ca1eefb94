import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { arnOf, find, identityOf, named, onEntity } from './entity.ts';

/** Source: AWS WAFV2 API Reference, GetIPSet. */
export const getIpSet = operation({
  name: 'GetIPSet',
  parse: ({ input }) => named(input, 'ipset'),
  permissions: (what, state: Wafv2State, region) =>
    onEntity('GetIPSet', arnOf(what, 'ipset', region, state), state.declared.ipSets),
  run(what, { region }, state) {
    const set = find(state.declared.ipSets, arnOf(what, 'ipset', region, state), region);
    const IPSet = { ...identityOf(set), IPAddressVersion: set.version, Addresses: set.addresses };
    return json({ IPSet, LockToken: set.lockToken });
  },
});
