import type { Arn } from './arn.ts';
import { buildArn, part, type InAccount } from './fields.ts';

/**
 * The account itself. As a Principal it delegates to the policies of that account.
 *
 * @example
 * iamRootArn({ account }); // => arn:aws:iam::111122223333:root
 */
export function iamRootArn(at: InAccount): Arn<'iam:root-user'> {
  return buildArn('iam', inAccount(at), 'root');
}

/** A role, user or policy by its name and path. */
export interface IamName extends InAccount {
  readonly name: string;
  /** `/` unless said otherwise; begins and ends with a slash. */
  readonly path?: string;
}

/**
 * A role: how `aws:PrincipalArn` names whoever has taken it.
 *
 * @example
 * const at: IamName = { account, name: 'handler', path: '/service/' };
 * iamRoleArn(at); // => arn:aws:iam::111122223333:role/service/handler
 */
export function iamRoleArn(at: IamName): Arn<'iam:role'> {
  return buildArn('iam', inAccount(at), `role${at.path ?? '/'}${part('role name', at.name)}`);
}

/**
 * A user.
 *
 * @example
 * iamUserArn({ account, name: 'ana' }); // => arn:aws:iam::111122223333:user/ana
 */
export function iamUserArn(at: IamName): Arn<'iam:user'> {
  return buildArn('iam', inAccount(at), `user${at.path ?? '/'}${part('user name', at.name)}`);
}

/**
 * A managed policy of the customer; AWS's own live in the account `aws`.
 *
 * @example
 * iamPolicyArn({ account, name: 'reader' }); // => arn:aws:iam::111122223333:policy/reader
 */
export function iamPolicyArn(at: IamName): Arn<'iam:policy'> {
  return buildArn('iam', inAccount(at), `policy${at.path ?? '/'}${part('policy name', at.name)}`);
}

/**
 * Roles AWS services make for themselves, for the ArnNotLike of a Deny that must not break them.
 *
 * @example
 * serviceLinkedRolesArn({ account }); // => arn:aws:iam::111122223333:role/aws-service-role/*
 */
export function serviceLinkedRolesArn(at: InAccount): Arn<'iam:role'> {
  return buildArn('iam', inAccount(at), 'role/aws-service-role/*');
}

/**
 * A session of a role. A Lambda function is `assumed-role/ROLE/FUNCTION`; the path of the role is dropped.
 *
 * @example
 * assumedRoleArn({ account, role: 'handler', session: 'fn' }); // => arn:aws:sts::111122223333:assumed-role/handler/fn
 */
export function assumedRoleArn(
  at: InAccount & { readonly role: string; readonly session: string },
): Arn<'sts:assumed-role'> {
  return buildArn(
    'sts',
    inAccount(at),
    `assumed-role/${part('role name', at.role, ':/')}/${part('session name', at.session, ':/')}`,
  );
}

function inAccount(at: InAccount): { partition: string | undefined; account: string } {
  return { partition: at.partition, account: at.account };
}
