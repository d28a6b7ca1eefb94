import { json, map, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { iamPolicyArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { BASE32 } from '../../../kernel/unique-id.ts';
import { checkPolicyText, limits } from '../policy-check.ts';

/** A customer managed policy. Source: IAM API Reference, CreatePolicy. */
export const policy: ResourceModel = {
  token: 'aws:iam/policy:Policy',
  inputs: object({ description: string, name: string, path: string, policy: required(json), tags: map(string) }),
  name: { property: 'name', maxLength: 128, pattern: /^[\w+=,.@-]+$/, automatic: true },
  replaceOn: ['description', 'name', 'path'],
  global: true,
  defaults: (inputs) => ({ path: inputs['path'] ?? '/' }),
  check: (inputs) => checkPolicyText(text(inputs, 'policy') ?? '', 'identity', limits.managed),
  outputs: (inputs, context) => {
    const name = text(inputs, 'name') ?? '';
    const arn = iamPolicyArn({
      partition: context.partition,
      account: context.accountId,
      name,
      path: text(inputs, 'path') ?? '/',
    });
    return {
      id: arn,
      outputs: { arn, policyId: context.id('ANPA', 17, BASE32), attachmentCount: 0 },
    };
  },
};
