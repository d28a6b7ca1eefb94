import { listOf } from '../document.ts';
import type { ConditionBlock, Principal } from '../statement.ts';

/** Whether a Principal element covers unsigned callers too. */
export function includesEveryone(principal: Principal | undefined): boolean {
  return principal === '*' || (principal !== undefined && listOf(principal.AWS).includes('*'));
}

/** Keys a stranger cannot make fit. */
const callerKeys = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:sourceip',
  'kms:calleraccount',
];

/** Keys that say for whom a service acts. */
const sourceKeys = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths', 'kms:viaservice'];

/** Whether a condition keeps strangers out of an Allow to everyone. */
export function narrowsCallers(condition: ConditionBlock | undefined): boolean {
  const keys = keysThatMustFit(condition);
  return [...callerKeys, ...sourceKeys].some((key) => keys.has(key));
}

/** Whether a condition says for whose resources a service may act. */
export function narrowsSource(condition: ConditionBlock | undefined): boolean {
  const keys = [...keysThatMustFit(condition)];
  return keys.some((key) => sourceKeys.includes(key) || key.startsWith('kms:encryptioncontext'));
}

/**
 * Whether an endpoint's Allow says who may use it or whose resources are reached.
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 */
export function narrowsEndpoint(condition: ConditionBlock | undefined): boolean {
  const keys = keysThatMustFit(condition);
  const trusted = [
    'aws:principalarn',
    'aws:principalaccount',
    'aws:principalorgid',
    'aws:resourceaccount',
    'aws:resourceorgid',
  ];
  return trusted.some((key) => keys.has(key));
}

/** The condition keys, in lower case, tested with an operator that needs the key to be there and to fit. */
function keysThatMustFit(condition: ConditionBlock | undefined): ReadonlySet<string> {
  const positive = Object.entries(condition ?? {}).filter(
    ([operator]) => !/Not|IfExists$|^ForAllValues:|^Null$/.test(operator),
  );
  return new Set(positive.flatMap(([, keys]) => Object.keys(keys).map((key) => key.toLowerCase())));
}
