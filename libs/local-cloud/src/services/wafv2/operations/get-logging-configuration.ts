import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import type { DeclaredLogging, LoggingFilter } from '../declared/declared.ts';
import { WAFNonexistentItem } from '../errors.ts';
import type { Wafv2State } from '../state.ts';
import { checkArn, onEntity } from './entity.ts';
import { plain } from './get-web-acl.ts';
import { requiredText } from './input.ts';

/** Source: AWS WAFV2 API Reference, GetLoggingConfiguration. */
export const getLoggingConfiguration = operation({
  name: 'GetLoggingConfiguration',
  parse: ({ input }) => checkArn(requiredText(input, 'ResourceArn'), 'ResourceArn', 'webacl'),
  permissions: (arn, state: Wafv2State) => onEntity('GetLoggingConfiguration', arn, state.declared.webAcls),
  run(arn, { region }, { declared }) {
    const logging = declared.logging.get(arn);
    if (logging?.region !== region) throw new WAFNonexistentItem();
    return json({ LoggingConfiguration: shownLogging(logging) });
  },
});

export function shownLogging({ destination, filter, redacted, webAclArn }: DeclaredLogging): JsonObject {
  return {
    ResourceArn: webAclArn,
    LogDestinationConfigs: [destination],
    ...(redacted.length > 0 && { RedactedFields: plain(redacted) }),
    ManagedByFirewallManager: false,
    ...(filter && { LoggingFilter: shownFilter(filter) }),
    LogType: 'WAF_LOGS',
    LogScope: 'CUSTOMER',
  };
}

function shownFilter({ defaultBehavior, filters }: LoggingFilter): JsonObject {
  return {
    Filters: filters.map(({ behavior, conditions, requirement }) => ({
      Behavior: behavior,
      Requirement: requirement,
      Conditions: conditions.map(({ action, label }) => ({
        ...(action !== undefined && { ActionCondition: { Action: action } }),
        ...(label !== undefined && { LabelNameCondition: { LabelName: label } }),
      })),
    })),
    DefaultBehavior: defaultBehavior,
  };
}
