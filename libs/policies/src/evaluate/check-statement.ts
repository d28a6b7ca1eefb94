import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import { describeKind, type PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';

interface Frame {
  readonly name: string;
  readonly kind: PolicyKind;
  /** Whether policies of this kind have a Principal. */
  readonly principals: boolean;
}

type Refuse = (problem: string, remedy: string) => never;

/** Refuses what AWS refuses, with what to write instead. The statement may come from any JSON. */
export function checkStatement(source: Statement, name: string, policy: Frame): void {
  const refuse: Refuse = (problem, remedy) => {
    throw new PolicyError(policy.name, name, problem, remedy);
  };
  if (!isRecord(source)) refuse('it is no object', 'Write {"Effect":…,"Action":…,"Resource":…}.');
  checkElements(source, refuse);
  checkCombination(source, policy, refuse);
}

const elements = new Set<string>([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] satisfies (keyof Statement)[]);

const principalTypes = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function checkElements(source: Statement, refuse: Refuse): void {
  for (const element of Object.keys(source)) {
    if (!elements.has(element)) refuse(`unknown element "${element}"`, `A statement has ${[...elements].join(', ')}.`);
  }
  if (source.Sid !== undefined && typeof source.Sid !== 'string') refuse('Sid is no text', 'Write letters and digits.');
  if (source.Effect !== 'Allow' && source.Effect !== 'Deny') {
    refuse('Effect is missing or unknown', 'Write "Allow" or "Deny".');
  }
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource'] as const) {
    if (!areTexts(source[element])) refuse(`${element} is no text and no list of texts`, `Write "${element}": ["…"].`);
    if (isEmptyList(source[element]))
      refuse(`${element} is an empty list`, 'Name at least one, or remove the statement.');
  }
  for (const element of ['Principal', 'NotPrincipal'] as const) {
    const principal: unknown = source[element];
    if (principal === undefined || principal === '*') continue;
    if (!isRecord(principal)) refuse(`${element} is neither "*" nor an object`, `Write "${element}": {"AWS":["…"]}.`);
    const types = Object.entries(principal as object);
    if (types.length === 0) refuse(`${element} names nobody`, `Write "${element}": {"AWS":["…"]}.`);
    for (const [type, values] of types) {
      if (!principalTypes.has(type))
        refuse(`unknown ${element} type "${type}"`, `Use ${[...principalTypes].join(', ')}.`);
      if (!areTexts(values))
        refuse(`${element} ${type} is no text and no list of texts`, 'Write ARNs or service names.');
      if (isEmptyList(values)) refuse(`${element} ${type} is an empty list`, 'Name at least one.');
    }
  }
  checkCondition(source.Condition, refuse);
}

function checkCondition(condition: unknown, refuse: Refuse): void {
  if (condition === undefined) return;
  const shape = 'Write {"StringEquals":{"aws:SourceVpce":"vpce-1"}}.';
  if (!isRecord(condition)) return refuse('Condition is no object', shape);
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isRecord(keys)) return refuse(`Condition ${operator} is no object`, shape);
    for (const [key, values] of Object.entries(keys)) {
      const plain = (Array.isArray(values) ? values : [values]).every((one) =>
        ['string', 'number', 'boolean'].includes(typeof one),
      );
      if (!plain) refuse(`Condition ${operator} on ${key} is no text, number or boolean, and no list of them`, shape);
    }
  }
}

function checkCombination(source: Statement, policy: Frame, refuse: Refuse): void {
  const kind = describeKind(policy.kind);
  for (const [one, other] of [
    ['Action', 'NotAction'],
    ['Resource', 'NotResource'],
    ['Principal', 'NotPrincipal'],
  ] as const) {
    if (source[one] !== undefined && source[other] !== undefined)
      refuse(`${one} and ${other} together`, 'Keep one of the two.');
  }
  // A key policy statement without Action or Resource is accepted by KMS and has no effect.
  const lenient = policy.kind === 'key';
  if (!lenient && source.Action === undefined && source.NotAction === undefined) {
    refuse('no Action', 'Name the actions the statement is about.');
  }
  const resource = source.Resource ?? source.NotResource;
  if (policy.kind === 'trust' && resource !== undefined) {
    refuse('a trust policy has no Resource', 'Remove it: the statement is about the role it is attached to.');
  }
  if (!lenient && policy.kind !== 'trust' && resource === undefined) {
    refuse('no Resource', 'Name the ARNs the statement is about.');
  }
  const principal = source.Principal ?? source.NotPrincipal;
  if (!policy.principals && principal !== undefined) {
    refuse(`this ${kind} has a Principal`, 'Remove it: the policy is about the identity it is attached to.');
  }
  if (policy.principals && principal === undefined) {
    refuse(`this ${kind} has no Principal`, 'Name who the statement is about.');
  }
  if (source.NotPrincipal !== undefined && (source.Effect === 'Allow' || policy.kind === 'trust')) {
    refuse(
      'NotPrincipal is supported only with Deny and not in trust policies',
      'Use Principal "*" with ArnNotEquals on aws:PrincipalArn.',
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function areTexts(value: unknown): boolean {
  return listOf(value as string | readonly string[] | undefined).every((one) => typeof one === 'string');
}
