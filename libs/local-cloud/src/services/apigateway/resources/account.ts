import { compilePolicy, decide, type PolicyDocument } from '@palisade/policies';
import { object, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { ACCOUNT } from '../tokens.ts';

const ROLE = 'aws:iam/role:Role';

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
  checkInGraph({ inputs }, graph) {
    const arn = text(inputs, 'cloudwatchRoleArn');
    const role = graph.resources.find((each) => each.type === ROLE && arn !== undefined && each.outputs['arn'] === arn);
    const trust = role && text(role.outputs, 'assumeRolePolicy');
    if (arn === undefined || trust === undefined || trusts(trust, arn)) return [];
    return [
      'BadRequestException: The role ARN does not have required permissions configured. Please grant trust permission for API Gateway ' +
        'and add the required role policy.',
    ];
  },
};

function trusts(trust: string, arn: string): boolean {
  const request = {
    principal: 'apigateway.amazonaws.com',
    action: 'sts:AssumeRole',
    resource: { arn, accountId: arn.split(':')[4] ?? '' },
    context: {},
  };
  try {
    const policy = compilePolicy(JSON.parse(trust) as PolicyDocument, { name: 'trust policy', kind: 'trust' });
    return decide(request, { identity: [], resource: policy }).verdict === 'Allowed';
  } catch {
    // The role's own model says what is wrong with it.
    return true;
  }
}
