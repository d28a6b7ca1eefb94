import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone, narrowsCallers, narrowsSource, servicesNamed } from './callers.ts';

/** A rule of one kind about one statement. Throws a PolicyError. */
export type Check = (name: string, statement: Statement) => void;

export function checkAll(name: string, statements: readonly Statement[], checks: readonly Check[]): void {
  for (const statement of statements) for (const check of checks) check(name, statement);
}

/** The statement is about this resource and nothing else: AWS refuses other ARNs, or they never match. */
export function isAbout(what: string, fits: (resource: string) => boolean, remedy: string): Check {
  return (name, { Sid: sid, Resource: resource }) => {
    const stranger = listOf(resource).find((one) => !fits(one));
    if (stranger !== undefined) throw new PolicyError(name, sid, `"${stranger}" is not ${what}`, remedy);
  };
}

/** Only actions of this service; a Deny may say `*`. */
export function actionsOfService(service: string): Check {
  return (name, { Sid: sid, Action: action, NotAction: notAction }) => {
    const other = [...listOf(action), ...listOf(notAction)].find(
      (one) => one !== '*' && !one.toLowerCase().startsWith(`${service}:`),
    );
    if (other !== undefined)
      throw new PolicyError(
        name,
        sid,
        `"${other}" is no action of ${service}`,
        `Grant it in a policy of its own service, or name actions of ${service}.`,
      );
  };
}

/** No Allow to everyone that strangers can use. */
export function noStrangers(problem: string): Check {
  return (name, { Sid: sid, Effect: effect, Principal: principal, Condition: condition }) => {
    if (effect !== 'Allow' || !includesEveryone(principal) || narrowsCallers(condition)) return;
    throw new PolicyError(
      name,
      sid,
      problem,
      'Name principals, or ask for aws:PrincipalArn or aws:SourceVpce without wildcards.',
    );
  };
}

/** No Allow to a service that anyone can make act here. */
export const noConfusedDeputy: Check = (name, statement) => {
  const { Sid: sid, Effect: effect, Principal: principal, Condition: condition } = statement;
  const [service] = servicesNamed(principal);
  if (effect !== 'Allow' || service === undefined || narrowsSource(condition)) return;
  throw new PolicyError(
    name,
    sid,
    `${service} may act for anyone here`,
    'Ask for aws:SourceAccount, and aws:SourceArn if it is known; bucket and API ARNs name no account.',
  );
};

/** No Deny of everything to everyone, always. */
export function noLockout(service: string): Check {
  return (name, { Sid: sid, Effect: effect, Principal: principal, Action: action, Condition: condition }) => {
    const everything = listOf(action).some((one) => one === '*' || one.toLowerCase() === `${service}:*`);
    if (effect !== 'Deny' || !everything || !includesEveryone(principal)) return;
    if (Object.keys(condition ?? {}).length > 0) return;
    throw new PolicyError(
      name,
      sid,
      'everyone is locked out, you too',
      'Add a condition that spares whoever must get in.',
    );
  };
}
