import { listOf } from '../document.ts';
import type { ConditionBlock, Principal } from '../statement.ts';
import { isFixed, isNarrowRange, namesAccount, requirementsOf, type Requirement } from './requirements.ts';

/** Whether a Principal element covers unsigned callers too. */
export function includesEveryone(principal: Principal | undefined): boolean {
  return principal === '*' || (principal !== undefined && listOf(principal.AWS).includes('*'));
}

/** The service principals a Principal element names. */
export function servicesNamed(principal: Principal | undefined): readonly string[] {
  return principal === undefined || principal === '*' ? [] : listOf(principal.Service);
}

type Narrow = (value: string) => boolean;

/** An ARN of one account, whatever its other fields, or one without wildcards (a bucket has no account). */
const ofOneAccount: Narrow = (arn) => namesAccount(arn) || isFixed(arn);

/** Keys a stranger cannot make fit, with what their values must be like. */
const callerKeys: Readonly<Record<string, Narrow>> = {
  'aws:principalarn': ofOneAccount,
  'aws:principalaccount': isFixed,
  'aws:principalorgid': isFixed,
  'aws:principalorgpaths': (path) => /^o-[^/*?]+\//.test(path),
  'aws:sourcevpce': isFixed,
  'aws:sourcevpc': isFixed,
  'aws:sourceip': isNarrowRange,
  'kms:calleraccount': isFixed,
  'aws:sourcearn': ofOneAccount,
  'aws:sourceaccount': isFixed,
  'aws:sourceowner': isFixed,
  'aws:sourceorgid': isFixed,
};

/** Keys that say for whom a service acts. The ARN of a bucket or an API does not: it has no account. */
const sourceKeys: Readonly<Record<string, Narrow>> = {
  'aws:sourcearn': namesAccount,
  'aws:sourceaccount': isFixed,
  'aws:sourceowner': isFixed,
  'aws:sourceorgid': isFixed,
  'aws:sourceorgpaths': (path) => /^o-[^/*?]+\//.test(path),
};

/**
 * Keys that say who may use an endpoint or whose resources are reached.
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 */
const endpointKeys: Readonly<Record<string, Narrow>> = {
  'aws:principalarn': ofOneAccount,
  'aws:principalaccount': isFixed,
  'aws:principalorgid': isFixed,
  'aws:resourceaccount': isFixed,
  'aws:resourceorgid': isFixed,
};

/** Whether a condition keeps strangers out of an Allow to everyone. */
export function narrowsCallers(condition: ConditionBlock | undefined): boolean {
  return requirementsOf(condition).some((one) => narrows(one, callerKeys));
}

/** Whether a condition says for whose resources a service may act. */
export function narrowsSource(condition: ConditionBlock | undefined): boolean {
  return requirementsOf(condition).some(
    (one) => narrows(one, sourceKeys) || (isEncryptionContext(one) && one.values.every(ofOneAccount)),
  );
}

/** Whether an endpoint's Allow says who may use it or whose resources are reached. */
export function narrowsEndpoint(condition: ConditionBlock | undefined): boolean {
  return requirementsOf(condition).some((one) => narrows(one, endpointKeys));
}

function narrows({ key, values }: Requirement, keys: Readonly<Record<string, Narrow>>): boolean {
  const narrow = Object.hasOwn(keys, key) ? keys[key] : undefined;
  return narrow !== undefined && values.length > 0 && values.every(narrow);
}

function isEncryptionContext({ key, values }: Requirement): boolean {
  return key.startsWith('kms:encryptioncontext:') && values.length > 0;
}
