import type { Resource, ResourceLookup } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';

/**
 * Problems of parts that belong to different VPCs although one uses the other; parts of other stacks are not looked at.
 * `owner` and `parts` are found by type and id.
 */
export function differentNetworks(
  lookup: ResourceLookup,
  owner: { readonly token: string; readonly id: string; readonly noun: string },
  parts: { readonly token: string; readonly ids: readonly string[]; readonly noun: string },
): readonly string[] {
  const home = vpcOf(lookup.byId(owner.token, owner.id));
  if (home === undefined) return [];
  return parts.ids
    .filter((id) => {
      const vpcId = vpcOf(lookup.byId(parts.token, id));
      return vpcId !== undefined && vpcId !== home;
    })
    .map(
      (id) => `InvalidParameterValue: ${owner.noun} ${owner.id} and ${parts.noun} ${id} belong to different networks`,
    );
}

function vpcOf(resource: Resource | undefined): string | undefined {
  return resource && text(resource.outputs, 'vpcId');
}
