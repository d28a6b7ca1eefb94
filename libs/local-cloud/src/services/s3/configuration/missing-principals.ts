import { parseArn, statementsOf, type PolicyDocument } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { role as iamRole } from '../../iam/resources/role.ts';
import { principalsOf } from './policy-document.ts';

/**
 * Roles of this account that a bucket policy names as principals and that do not exist: S3 turns principals into the ids of what they
 * name and so refuses the policy. (Conditions may name anything.) Service-linked roles are made by their services.
 */
export function missingPrincipals(policy: string, view: CloudView, accountId: string): readonly string[] {
  const roles = new Set(view.ofType(iamRole.token).map(({ resource }) => text(resource.outputs, 'arn')));
  return statementsOf(JSON.parse(policy) as PolicyDocument)
    .flatMap(principalsOf)
    .filter((principal) => isOwnRole(principal, accountId) && !roles.has(principal));
}

function isOwnRole(principal: string, accountId: string): boolean {
  const arn = parseArn(principal);
  return (
    arn?.service === 'iam' &&
    arn.account === accountId &&
    arn.resource.startsWith('role/') &&
    !arn.resource.startsWith('role/aws-service-role/')
  );
}
