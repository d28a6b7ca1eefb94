import { decide, parseArn } from '@palisade/policies';
import { object, string, type ResourceModel } from '@palisade/local-engine';
import { systemClock } from '../../../kernel/clock.ts';
import { globalContext } from '../../../kernel/context.ts';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { text } from '../../../kernel/properties.ts';
import { accountService } from '../account-service.ts';
import { role as iamRole } from '../../iam/resources/role.ts';

export const ACCOUNT = 'aws:apigateway/account:Account';

/** API Gateway's settings of a region: one per region, whoever declares them. Source: API Gateway API Reference, UpdateAccount. */
export const account: ResourceModel = {
  token: ACCOUNT,
  inputs: object({ cloudwatchRoleArn: string }),
  replaceOn: [],
  outputs: (_inputs, { accountId }) => ({
    id: accountId,
    outputs: {
      apiKeyVersion: '4',
      features: ['UsagePlans'],
      throttleSettings: [{ burstLimit: 5000, rateLimit: 10_000 }],
    },
  }),
  checkInGraph({ outputs }, graph) {
    const roleArn = text(outputs, 'cloudwatchRoleArn');
    const role = graph.resources.find(
      (each) => each.type === iamRole.token && roleArn !== undefined && each.outputs['arn'] === roleArn,
    );
    const trust = role && text(role.outputs, 'assumeRolePolicy');
    if (roleArn === undefined || trust === undefined) return [];
    if (trusts(trust, roleArn, text(outputs, 'region') ?? '')) return [];
    return [
      'BadRequestException: The role ARN does not have required permissions configured. Please grant trust permission for API Gateway ' +
        'and add the required role policy.',
    ];
  },
};

function trusts(trust: string, roleArn: string, region: string): boolean {
  const { partition = '', account: accountId = '' } = parseArn(roleArn) ?? {};
  const principal = accountService({ partition, region, accountId });
  const request = {
    principal: principal.name,
    action: 'sts:AssumeRole',
    resource: { arn: roleArn, accountId },
    // The engine runs before there is a cloud with a clock of its own.
    context: globalContext({ principal, region, accountId, now: systemClock.now() }),
  };
  const { compiled } = checkDocument(trust, { name: 'trust policy', kind: 'trust' });
  // What is wrong with a trust policy, the role's own model says.
  return compiled === undefined || decide(request, { identity: [], resource: compiled }).verdict === 'Allowed';
}
