import type { Properties, Resource } from '@palisade/local-engine';
import type { Declaration } from '../../../testing/index.ts';
import { IP_SET, WEB_ACL, WEB_ACL_ASSOCIATION, WEB_ACL_LOGGING_CONFIGURATION } from '../resources/tokens.ts';

export const visibility = (metricName: string): Properties => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

export const NONE: readonly Properties[] = [{ priority: 0, type: 'NONE' }];

/** A rule, as the provider's inputs have it. */
export function rule(name: string, priority: number, statement: Properties, more: Properties = {}): Properties {
  return { name, priority, statement, action: { block: {} }, visibilityConfig: visibility(name), ...more };
}

/** A rule that refers to one of AWS's groups. */
export function managedRule(name: string, priority: number, group: string, more: Properties = {}): Properties {
  return groupRule(name, priority, { managedRuleGroupStatement: { vendorName: 'AWS', name: group, ...more } });
}

/** A rule that refers to a group. */
export function groupRule(name: string, priority: number, statement: Properties, more: Properties = {}): Properties {
  const overrideAction = { none: {} };
  return { name, priority, statement, overrideAction, visibilityConfig: visibility(name), ...more };
}

export function contains(searchString: string, fieldToMatch: Properties, transformation = 'NONE'): Properties {
  const textTransformations = [{ priority: 0, type: transformation }];
  return { byteMatchStatement: { searchString, positionalConstraint: 'CONTAINS', fieldToMatch, textTransformations } };
}

export function declareWebAcl(
  stack: Declaration,
  name: string,
  rules: readonly Properties[],
  more: Properties = {},
): Resource {
  return stack.resource(WEB_ACL, name, {
    name,
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    rules: [...rules],
    visibilityConfig: visibility(name),
    ...more,
  });
}

export function declareIpSet(stack: Declaration, name: string, ...addresses: readonly string[]): string {
  const inputs = { name, scope: 'REGIONAL', ipAddressVersion: 'IPV4', addresses: [...addresses] };
  return String(stack.resource(IP_SET, name, inputs).outputs['arn']);
}

export function associate(stack: Declaration, webAcl: Resource, stage: Resource): void {
  stack.resource(WEB_ACL_ASSOCIATION, `${webAcl.name}-${stage.name}`, {
    webAclArn: String(webAcl.outputs['arn']),
    resourceArn: String(stage.outputs['arn']),
  });
}

export function logTo(stack: Declaration, webAcl: Resource, group: Resource, more: Properties = {}): void {
  stack.resource(WEB_ACL_LOGGING_CONFIGURATION, `${webAcl.name}-log`, {
    resourceArn: String(webAcl.outputs['arn']),
    logDestinationConfigs: [String(group.outputs['arn'])],
    ...more,
  });
}
