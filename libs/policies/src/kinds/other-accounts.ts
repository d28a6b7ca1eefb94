import { parseArn } from '../arn/arn.ts';
import { listOf } from '../document.ts';
import type { Principal } from '../statement.ts';

/** The AWS principals that are not of this account, `*` included. */
export function principalsOutside(account: string, principal: Principal | undefined): readonly string[] {
  if (principal === undefined) return [];
  const named = principal === '*' ? ['*'] : listOf(principal.AWS);
  return named.filter((one) => (parseArn(one)?.account ?? one) !== account);
}

/** The AWS principals of this account: its id, its root, its users and roles. */
export function principalsOf(account: string, principal: Principal | undefined): readonly string[] {
  if (principal === undefined || principal === '*') return [];
  return listOf(principal.AWS).filter((one) => (parseArn(one)?.account ?? one) === account);
}
