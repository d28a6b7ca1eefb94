import type { Arn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** The arguments of AddPermission, as `aws.lambda.Permission` has them. */
export interface FunctionPermission {
  readonly statementId: string;
  /** A service, such as `apigateway.amazonaws.com`. */
  readonly principal: string;
  readonly functionArn: Arn<'lambda:function'>;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/**
 * The statement Lambda puts into the policy of a function for a permission: a service may invoke it for one source of one
 * account. Source: Lambda Developer Guide, "Granting Lambda function access to AWS services".
 *
 * @example
 * const permission: FunctionPermission = {
 *   statementId: 'Api',
 *   principal: 'apigateway.amazonaws.com',
 *   functionArn: lambdaFunctionArn({ ...here, name: 'f' }),
 *   sourceArn: executeApiArn({ ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' }),
 *   sourceAccount: account,
 * };
 * addPermission(permission).Principal; // => {"Service":"apigateway.amazonaws.com"}
 */
export function addPermission(at: FunctionPermission): Statement {
  return allow({
    sid: at.statementId,
    principal: { Service: at.principal },
    actions: ['lambda:InvokeFunction'],
    resources: [at.functionArn],
    when: { ArnLike: { 'AWS:SourceArn': at.sourceArn }, StringEquals: { 'AWS:SourceAccount': at.sourceAccount } },
  });
}
