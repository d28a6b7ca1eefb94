import type { Properties, ResourceLookup } from '@palisade/local-engine';
import { capacityOf } from '../rules/capacity.ts';
import { declaredCapacities, rulesOf } from './declared-rules.ts';

/**
 * Web ACL capacity units (WCU) of a `aws:wafv2/webAcl:WebAcl` with these inputs. AWS takes 5,000; its base price includes 1,500.
 * `resources`: what the program has declared, for the rule groups of its own that the web ACL refers to; without it they count nothing.
 */
export function webAclCapacity(
  inputs: Properties,
  resources: Pick<ResourceLookup, 'ofType'> = { ofType: () => [] },
): number {
  return capacityOf(rulesOf(inputs), declaredCapacities(resources));
}
