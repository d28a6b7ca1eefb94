import {
  compilePolicy,
  statementsOf,
  type CompiledPolicy,
  type PolicyDocument,
  type Statement,
} from '@palisade/policies';
import type { CloudView } from '../../kernel/service.ts';
import { LOG_RESOURCE_POLICY } from './resources/log-resource-policy.ts';

/** CloudWatch Logs resource policies hold for a whole region: all of a region's statements as one policy. */
export function resourcePolicies(view: CloudView): ReadonlyMap<string, CompiledPolicy> {
  const statements = new Map<string, Statement[]>();
  for (const { resource } of view.ofType(LOG_RESOURCE_POLICY)) {
    const region = String(resource.outputs['region']);
    const document = JSON.parse(String(resource.outputs['policyDocument'])) as PolicyDocument;
    statements.set(region, [...(statements.get(region) ?? []), ...statementsOf(document)]);
  }
  return new Map(
    [...statements].map(([region, Statement]) => [
      region,
      compilePolicy(
        { Version: '2012-10-17', Statement },
        { name: `resource policies of CloudWatch Logs in ${region}`, kind: 'resource' },
      ),
    ]),
  );
}
