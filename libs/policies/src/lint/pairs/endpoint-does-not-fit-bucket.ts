import { compiled } from '../../access/ask.ts';
import type { AccessModel, ModelEndpoint } from '../../access/model.ts';
import type { Policy } from '../../build/policy.ts';
import { listOf, statementsOf } from '../../document.ts';
import { requirementsOf } from '../../kinds/requirements.ts';
import { statementName, type Statement } from '../../statement.ts';
import { conditionsIn } from '../conditions.ts';
import { overlap, splitFields } from '../overlap.ts';
import type { PairFinding, PairRule } from '../pair-rule.ts';

/** A bucket that trusts an endpoint, and the endpoint's policy, must know each other and the same callers. */
export const endpointDoesNotFitBucket: PairRule = {
  code: 'endpoint-does-not-fit-bucket',
  severity: 'error',
  *check(model) {
    const endpoints = Object.values(model.endpoints).filter(({ service }) => service === 's3');
    yield* trustedEndpoints(model, endpoints);
    for (const endpoint of endpoints) if (endpoint.policy !== undefined) yield* openings(model, endpoint.policy);
  },
};

/** Endpoints a bucket policy names that are not there, or that let nothing through to the bucket. */
function* trustedEndpoints(model: AccessModel, endpoints: readonly ModelEndpoint[]): Iterable<PairFinding> {
  for (const bucket of bucketPolicies(model)) {
    for (const [index, statement] of statementsOf(bucket.document).entries()) {
      for (const id of endpointsNamed(statement)) {
        const endpoint = endpoints.find((one) => one.id === id);
        const where = { policy: bucket.name, statement: statementName(statement, index) };
        if (endpoint === undefined) {
          yield {
            ...where,
            message: `There is no S3 endpoint ${id}: nobody comes through it. Name one of the model's.`,
          };
        } else if (endpoint.policy !== undefined && !leadsToAny(endpoint.policy, listOf(statement.Resource))) {
          yield {
            ...where,
            message: `The policy "${endpoint.policy.name}" of ${id} lets nothing through to this bucket. Allow it there.`,
          };
        }
      }
    }
  }
}

/** What an endpoint lets through to buckets and for callers the model does not have. */
function* openings(model: AccessModel, policy: Policy): Iterable<PairFinding> {
  const arns = Object.values(model.resources).map(({ arn }) => arn);
  const callers = Object.values(model.principals).map(({ context }) => String(context['aws:PrincipalArn']));
  for (const { source, name } of compiled(policy).allows) {
    const where = { policy: policy.name, statement: name };
    for (const resource of listOf(source.Resource)) {
      if (!arns.some((arn) => touches(resource, arn)))
        yield {
          ...where,
          message: `Nothing in the model is "${resource}". Remove it from the endpoint, or correct it.`,
        };
    }
    const named = requirementsOf(source.Condition).filter(({ key }) => key === 'aws:principalarn');
    for (const arn of named.flatMap(({ values }) => values)) {
      if (!callers.some((caller) => touches(arn, caller)))
        yield { ...where, message: `Nobody in the model is "${arn}". Remove it from the endpoint, or correct it.` };
    }
  }
}

function bucketPolicies({ resources }: AccessModel): ReadonlySet<Policy> {
  return new Set(Object.values(resources).flatMap(({ policy }) => (policy?.kind === 'bucket' ? policy : [])));
}

function endpointsNamed(statement: Statement): readonly string[] {
  const uses = conditionsIn(statement).filter(({ key }) => key.toLowerCase() === 'aws:sourcevpce');
  return uses.flatMap(({ values }) => values.map(String)).filter((id) => !/[*?]|\$\{/.test(id));
}

function leadsToAny(policy: Policy, resources: readonly string[]): boolean {
  return compiled(policy).allows.some(({ source }) =>
    listOf(source.Resource).some((one) => resources.some((other) => touches(one, other))),
  );
}

function touches(one: string, other: string): boolean {
  if (one === '*' || other === '*') return true;
  const [a, b] = [splitFields(one), splitFields(other)];
  return a.length === b.length && a.every((field, index) => overlap(field, b[index] as string));
}
