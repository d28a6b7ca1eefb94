export * from './arn/index.ts';
export type { ConditionBlock, ConditionValue, Effect, Principal, Statement } from './statement.ts';
export { listOf, statementsOf, type OneOrMany, type PolicyDocument, type PolicyVersion } from './document.ts';
export { PolicyError } from './errors.ts';
export { describeKind, namesPrincipals, type PolicyKind } from './policy-kind.ts';
export type { PrincipalRef } from './evaluate/caller.ts';
export { requestContext, ContextMap, type ContextValue, type RequestContext } from './evaluate/context.ts';
export { decide } from './evaluate/decide.ts';
export type { Decider, Decision, Missing, Verdict } from './evaluate/decision.ts';
export {
  explain,
  type ConditionExplanation,
  type Explanation,
  type PolicyExplanation,
  type StatementExplanation,
} from './evaluate/explain.ts';
export { matchGlob } from './evaluate/glob.ts';
export { compilePolicy, type CompiledPolicy } from './evaluate/policy.ts';
export type { PolicySet } from './evaluate/policy-set.ts';
export type { AccessRequest } from './evaluate/request.ts';
