import { object, required, string, type FunctionModel } from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { role as roleModel } from '../resources/role.ts';

/** The role behind an assumed-role ARN; any other ARN is its own issuer. */
export const getSessionContext: FunctionModel = {
  token: 'aws:iam/getSessionContext:getSessionContext',
  inputs: object({ arn: required(string) }),
  invoke(args, { resources }) {
    const arn = text(args, 'arn') ?? '';
    const [kind, roleName = '', sessionName = ''] = parseArn(arn)?.resource.split('/') ?? [];
    if (kind !== 'assumed-role') return { arn, id: arn, issuerArn: arn, issuerId: '', issuerName: '', sessionName: '' };
    const role = resources.byId(roleModel.token, roleName);
    if (role === undefined) throw new Error(`NoSuchEntity: The role with name ${roleName} cannot be found.`);
    return {
      arn,
      id: arn,
      issuerArn: text(role.outputs, 'arn') ?? '',
      issuerId: text(role.outputs, 'uniqueId') ?? '',
      issuerName: roleName,
      sessionName,
    };
  },
};
