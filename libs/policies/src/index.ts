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
export { describeExplanation } from './evaluate/describe-explanation.ts';
export type { Step, StepName } from './evaluate/steps.ts';
export { matchGlob } from './evaluate/glob.ts';
export { compilePolicy, type CompiledPolicy } from './evaluate/policy.ts';
export type { PolicySet } from './evaluate/policy-set.ts';
export type { AccessRequest } from './evaluate/request.ts';
export type { Action, ActionPattern, ResourceOf, Service } from './action.ts';
export { allow, deny, everyResource, type AllowSpec, type DenySpec, type OneOrMore } from './build/statement.ts';
export { mergeStatements } from './build/merge.ts';
export { compile, fromJson, statementsIn, toJson, type Policy } from './build/policy.ts';
export { sizeBudgets, type SizeBudget } from './build/size-budget.ts';
export { apiPolicy } from './kinds/api.ts';
export { bucketPolicy } from './kinds/bucket.ts';
export { gatewayEndpointPolicy, interfaceEndpointPolicy } from './kinds/endpoint.ts';
export { identityPolicy } from './kinds/identity.ts';
export { keyPolicy } from './kinds/key.ts';
export { queuePolicy } from './kinds/queue.ts';
export { itemActions, tablePolicy } from './kinds/table.ts';
export { topicPolicy } from './kinds/topic.ts';
export { trustPolicy } from './kinds/trust.ts';
export * from './capabilities/index.ts';
export * from './guardrails/index.ts';
export * from './systems/index.ts';
export { actionProblem } from './service-authorization/action-problem.ts';
export { actionsOf, knownServices } from './service-authorization/actions.ts';
export { source as serviceAuthorizationSource } from './service-authorization/source.ts';
export { lint } from './lint/lint.ts';
export { lintTogether } from './lint/lint-together.ts';
export type { Finding, Severity } from './lint/rule.ts';
export * from './access/index.ts';
