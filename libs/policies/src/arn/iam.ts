import type { Arn } from './arn.ts';
import { buildArn, part, type InAccount } from './fields.ts';

/** The account itself. As a Principal it delegates to the policies of that account. */
export function iamRootArn(at: InAccount): Arn<'iam:root-user'> {
  return buildArn('iam', inAccount(at), 'root');
}

export interface IamName extends InAccount {
  readonly name: string;
  /** `/` unless said otherwise; begins and ends with a slash. */
  readonly path?: string;
}

export function iamRoleArn(at: IamName): Arn<'iam:role'> {
  return buildArn('iam', inAccount(at), `role${at.path ?? '/'}${part('role name', at.name)}`);
}

export function iamUserArn(at: IamName): Arn<'iam:user'> {
  return buildArn('iam', inAccount(at), `user${at.path ?? '/'}${part('user name', at.name)}`);
}

export function iamPolicyArn(at: IamName): Arn<'iam:policy'> {
  return buildArn('iam', inAccount(at), `policy${at.path ?? '/'}${part('policy name', at.name)}`);
}

/** Roles AWS services make for themselves, for the ArnNotLike of a Deny that must not break them. */
export function serviceLinkedRolesArn(at: InAccount): Arn<'iam:role'> {
  return buildArn('iam', inAccount(at), 'role/aws-service-role/*');
}

/** A session of a role. A Lambda function is `assumed-role/ROLE/FUNCTION`; the path of the role is dropped. */
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
