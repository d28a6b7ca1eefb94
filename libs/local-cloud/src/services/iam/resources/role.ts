import {
  integer,
  json,
  list,
  map,
  object,
  required,
  string,
  boolean,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { iamRoleArn } from '@palisade/policies';
import { blocks, number, text, texts } from '../../../kernel/properties.ts';
import { BASE32 } from '../../../kernel/unique-id.ts';
import { checkPolicyText, limits } from '../policy-check.ts';
import { isAwsManaged, awsManagedPolicy } from '../aws-managed/index.ts';

/** Source: IAM API Reference, CreateRole. */
export const role: ResourceModel = {
  token: 'aws:iam/role:Role',
  inputs: object({
    assumeRolePolicy: required(json),
    description: string,
    forceDetachPolicies: boolean,
    inlinePolicies: list(object({ name: string, policy: json })),
    managedPolicyArns: list(string),
    maxSessionDuration: integer,
    name: string,
    path: string,
    permissionsBoundary: string,
    tags: map(string),
  }),
  name: { property: 'name', maxLength: 64, pattern: /^[\w+=,.@-]+$/, automatic: true },
  replaceOn: ['name', 'path'],
  global: true,
  defaults: (inputs) => ({
    forceDetachPolicies: inputs['forceDetachPolicies'] ?? false,
    maxSessionDuration: inputs['maxSessionDuration'] ?? 3600,
    path: inputs['path'] ?? '/',
  }),
  check: checkRole,
  outputs: (inputs, context) => {
    const name = text(inputs, 'name') ?? '';
    return {
      id: name,
      outputs: {
        arn: iamRoleArn({
          partition: context.partition,
          account: context.accountId,
          name,
          path: text(inputs, 'path') ?? '/',
        }),
        uniqueId: context.id('AROA', 17, BASE32),
        inlinePolicies: inputs['inlinePolicies'] ?? [],
        managedPolicyArns: inputs['managedPolicyArns'] ?? [],
      },
    };
  },
};

function checkRole(inputs: Properties): string[] {
  const problems = checkPolicyText(text(inputs, 'assumeRolePolicy') ?? '', 'trust', limits.trust);
  const duration = number(inputs, 'maxSessionDuration') ?? 3600;
  if (duration < 3600 || duration > 43_200)
    problems.push(`expected maxSessionDuration to be in the range (3600 - 43200), got ${duration}`);
  const path = text(inputs, 'path') ?? '/';
  if (path.length > 512 || !/^\/([\x21-\x7e]+\/)*$/.test(path))
    problems.push(`path must begin and end with / and have at most 512 characters, got ${path}`);
  const description = text(inputs, 'description') ?? '';
  if (description.length > 1000) problems.push('description must have at most 1000 characters');
  for (const block of blocks(inputs, 'inlinePolicies')) {
    if (text(block, 'policy') !== undefined)
      problems.push(...checkPolicyText(text(block, 'policy') ?? '', 'identity', limits.inline));
  }
  for (const arn of [...texts(inputs, 'managedPolicyArns'), text(inputs, 'permissionsBoundary') ?? ''])
    problems.push(...checkManagedArn(arn));
  return problems;
}

/** AWS's own policies exist here only where a system needs them. */
export function checkManagedArn(arn: string): string[] {
  if (arn === '' || !isAwsManaged(arn) || awsManagedPolicy(arn) !== undefined) return [];
  return [
    `The local cloud does not know the AWS managed policy ${arn}. Write the statements you need into a policy of your own.`,
  ];
}
