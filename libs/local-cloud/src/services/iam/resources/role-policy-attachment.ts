import { object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { isAwsManaged } from '../aws-managed/index.ts';
import { missingRole } from './missing-role.ts';
import { policy } from './policy.ts';
import { checkManagedArn } from './role.ts';

/** Source: IAM API Reference, AttachRolePolicy. */
export const rolePolicyAttachment: ResourceModel = {
  token: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  inputs: object({ policyArn: required(string), role: required(string) }),
  replaceOn: ['policyArn', 'role'],
  deleteBeforeReplace: true,
  global: true,
  check: (inputs) => checkManagedArn(text(inputs, 'policyArn') ?? ''),
  checkInGraph: (resource, _graph, lookup) => {
    const problems = missingRole(resource, lookup);
    const arn = text(resource.inputs, 'policyArn') ?? '';
    if (!isAwsManaged(arn) && lookup.byId(policy.token, arn) === undefined) {
      problems.push(`NoSuchEntity: Policy ${arn} does not exist or is not attachable.`);
    }
    return problems;
  },
  outputs: (inputs) => ({ id: `${text(inputs, 'role')}/${text(inputs, 'policyArn')}`, outputs: {} }),
};
