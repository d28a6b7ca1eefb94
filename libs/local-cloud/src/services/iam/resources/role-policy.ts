import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { checkPolicyText, limits } from '../policy-check.ts';
import { missingRole } from './missing-role.ts';

/** A policy inside a role. Source: IAM API Reference, PutRolePolicy. */
export const rolePolicy: ResourceModel = {
  token: 'aws:iam/rolePolicy:RolePolicy',
  inputs: object({ name: string, policy: required(json), role: required(string) }),
  name: { property: 'name', maxLength: 128, pattern: /^[\w+=,.@-]+$/, automatic: true },
  replaceOn: ['name', 'role'],
  global: true,
  check: (inputs) => checkPolicyText(text(inputs, 'policy') ?? '', 'identity', limits.inline),
  checkInGraph: (resource, _graph, lookup) => missingRole(resource, lookup),
  outputs: (inputs) => ({ id: `${text(inputs, 'role')}:${text(inputs, 'name')}`, outputs: {} }),
};
