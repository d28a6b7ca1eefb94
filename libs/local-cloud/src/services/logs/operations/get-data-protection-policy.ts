import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { inForce } from '../protection/protector.ts';
import type { LogsState } from '../state.ts';
import { groupIdentifier, requiredText } from './input.ts';
import { onStream } from './permission.ts';

/** Of a group without a policy AWS says the name only. Source: CloudWatch Logs API Reference, GetDataProtectionPolicy. */
export const getDataProtectionPolicy = operation({
  name: 'GetDataProtectionPolicy',
  parse: ({ input }) => ({
    group: groupIdentifier(input),
    logGroupIdentifier: requiredText(input, 'logGroupIdentifier'),
  }),
  permissions: ({ group }, state: LogsState, region) => onStream('GetDataProtectionPolicy', state, region, group),
  run({ group, logGroupIdentifier }, { region }, state) {
    const policy = inForce(state.group(region, group).stored);
    return json({
      logGroupIdentifier,
      ...(policy && { policyDocument: policy.policyDocument, lastUpdatedTime: policy.from }),
    });
  },
});
