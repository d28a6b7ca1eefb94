import {
  compilePolicy,
  iamRootArn,
  type CompiledPolicy,
  type ConditionBlock,
  type PolicyDocument,
  type Principal,
  type Statement,
} from '@palisade/policies';
import { text } from '../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../kernel/service.ts';
import { readFunction, type FunctionConfiguration } from './function-configuration.ts';
import { parseFunctionName } from './function-name.ts';
import { lambdaFunction } from './resources/function.ts';
import { permission } from './resources/permission.ts';

/** The resource policy of a function, of one qualifier or of none. */
export interface FunctionPolicy {
  readonly document: PolicyDocument & { readonly Id: string };
  readonly compiled: CompiledPolicy;
}

/** Policies by the ARN they belong to: a function's own, and those of its qualifiers. */
export function readPolicies(
  view: CloudView,
  functions: ReadonlyMap<string, FunctionConfiguration>,
): ReadonlyMap<string, FunctionPolicy> {
  const byName = new Map([...functions.values()].map((each) => [`${each.region}:${each.name}`, each]));
  const statements = new Map<string, Statement[]>();
  for (const found of view.ofType(permission.token)) {
    const { outputs } = found.resource;
    const named = parseFunctionName(text(outputs, 'function') ?? '');
    const owner = named && byName.get(`${text(outputs, 'region')}:${named.name}`);
    if (named === undefined || owner === undefined) continue;
    const qualifier = text(outputs, 'qualifier') ?? named.qualifier;
    const arn = qualifier === undefined ? owner.arn : `${owner.arn}:${qualifier}`;
    statements.set(arn, [...(statements.get(arn) ?? []), statementOf(found, arn)]);
  }
  return new Map([...statements].map(([arn, list]) => [arn, policyOf(arn, list)]));
}

/** The policy a function will have once that graph is in force: for services that check their targets before. */
export function policyInView(view: CloudView, arn: string): CompiledPolicy | undefined {
  const functions = view.ofType(lambdaFunction.token).map(readFunction);
  return readPolicies(view, new Map(functions.map((each) => [each.arn, each]))).get(arn)?.compiled;
}

function policyOf(arn: string, statements: readonly Statement[]): FunctionPolicy {
  const document = { Version: '2012-10-17', Id: 'default', Statement: statements } as const;
  return { document, compiled: compilePolicy(document, { name: arn, kind: 'function' }) };
}

/** The statement AddPermission makes. */
function statementOf({ resource }: StackResource, arn: string): Statement {
  const { outputs } = resource;
  const condition: Record<string, Record<string, string>> = {};
  const sourceAccount = text(outputs, 'sourceAccount');
  const sourceArn = text(outputs, 'sourceArn');
  if (sourceAccount !== undefined) condition['StringEquals'] = { 'AWS:SourceAccount': sourceAccount };
  if (sourceArn !== undefined) condition['ArnLike'] = { 'AWS:SourceArn': sourceArn };
  return {
    Sid: resource.id,
    Effect: 'Allow',
    Principal: principalOf(text(outputs, 'principal') ?? ''),
    Action: text(outputs, 'action') ?? '',
    Resource: arn,
    ...(Object.keys(condition).length > 0 && { Condition: condition satisfies ConditionBlock }),
  };
}

function principalOf(principal: string): Principal {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: iamRootArn({ account: principal }) };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}
