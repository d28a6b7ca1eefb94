import { assumedRoleArn, iamRootArn, iamUserArn, parseArn, type InAccount } from '../arn/index.ts';
import { ArnError } from '../arn/fields.ts';
import type { Policy } from '../build/policy.ts';
import type { Facts, ModelPrincipal } from './model.ts';

interface Attached {
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  /** Condition keys beyond those AWS derives from the principal. */
  readonly context?: Facts;
}

/**
 * A session of a role, with the condition keys AWS sends for it. A Lambda function's code is such a session and carries
 * `lambda:SourceFunctionArn` besides. Throws an ArnError if the ARN is not that of a role.
 * Source: IAM User Guide, "AWS global condition context keys", "Properties of the principal".
 *
 * @example
 * roleSession({ roleArn: role, session: 'fn', policies: [] }).principal; // => arn:aws:sts::111122223333:assumed-role/handler/fn
 */
export function roleSession(at: Attached & { readonly roleArn: string; readonly session?: string }): ModelPrincipal {
  const parts = parseArn(at.roleArn);
  if (parts === undefined || parts.service !== 'iam' || !parts.resource.startsWith('role/'))
    throw new ArnError(`"${at.roleArn}" is not the ARN of a role. Write arn:aws:iam::ACCOUNT:role/NAME.`);
  const { partition, account, resource } = parts;
  const role = resource.slice(resource.lastIndexOf('/') + 1);
  return {
    principal: assumedRoleArn({ partition, account, role, session: at.session ?? 'session' }),
    ...attachedTo(at, person(at.roleArn, account, 'AssumedRole')),
  };
}

/**
 * An IAM user, with the condition keys AWS sends for it.
 *
 * @example
 * user({ account, name: 'ana', policies: [] }).context['aws:username']; // => ana
 */
export function user(at: Attached & InAccount & { readonly name: string; readonly path?: string }): ModelPrincipal {
  const arn = iamUserArn(at);
  return {
    principal: arn,
    ...attachedTo(at, { ...person(arn, at.account, 'User'), 'aws:username': at.name }),
  };
}

/**
 * The root user of an account: it has no policies, and may do whatever none denies.
 *
 * @example
 * rootUser({ account }).principal; // => arn:aws:iam::111122223333:root
 */
export function rootUser(at: InAccount): ModelPrincipal {
  const arn = iamRootArn(at);
  return { principal: arn, policies: [], context: person(arn, at.account, 'Account') };
}

/**
 * An AWS service acting for itself, for a source such as the bucket whose logs it delivers. It carries no
 * `aws:PrincipalArn` and no `aws:SourceVpce`.
 *
 * @example
 * awsService({ service: 'logging.s3.amazonaws.com', sourceAccount: account }).principal; // => logging.s3.amazonaws.com
 */
export function awsService(at: {
  readonly service: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
  readonly context?: Facts;
}): ModelPrincipal {
  const { service, sourceArn, sourceAccount, context } = at;
  return {
    principal: service,
    policies: [],
    context: {
      'aws:PrincipalIsAWSService': true,
      'aws:PrincipalServiceName': service,
      ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
      ...(sourceAccount !== undefined && { 'aws:SourceAccount': sourceAccount }),
      ...context,
    },
  };
}

/**
 * Whoever sends a request without a signature.
 *
 * @example
 * unsigned().principal; // => anonymous
 */
export function unsigned(): ModelPrincipal {
  return { principal: 'anonymous', policies: [], context: { 'aws:PrincipalType': 'Anonymous' } };
}

function person(arn: string, account: string, type: string): Facts {
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': type,
    'aws:PrincipalIsAWSService': false,
  };
}

function attachedTo({ policies, boundary, context = {} }: Attached, facts: Facts) {
  return { policies, ...(boundary && { boundary }), context: { ...facts, ...context } };
}
