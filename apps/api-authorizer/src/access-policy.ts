import { EventProblem } from '@palisade/lambda-kit';
import { operationsOf, type ApiKeyLevel, type ApiOperation } from '@palisade/shared-types';
import type { PolicyDocument } from 'aws-lambda';

/**
 * The policy of a level: every method it may call, in the API and stage of `methodArn`. Never the called method alone: API
 * Gateway caches the policy under the key and uses it for the caller's next requests, whatever their method.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
 */
export function accessPolicy(level: ApiKeyLevel, methodArn: string): PolicyDocument {
  const stage = stageArn(methodArn);
  const Resource = operationsOf(level).map((operation) => `${stage}/${operation.method}${pathPattern(operation)}`);
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'CallOperationsOfLevel', Effect: 'Allow', Action: 'execute-api:Invoke', Resource }],
  };
}

/** Whether the policy of `level` has this method; what it lacks API Gateway answers with 403. */
export function mayCall(level: ApiKeyLevel, method: string, resource: string): boolean {
  return operationsOf(level).some((operation) => operation.method === method && operation.resource === resource);
}

/** A placeholder stands for any text; IAM's `*` is the pattern for that. */
const pathPattern = ({ resource }: ApiOperation): string => resource.replaceAll(/\{[^}]+\}/g, '*');

/** API and stage: what comes before the method in `arn:aws:execute-api:region:account:api/stage/GET/path`. */
function stageArn(methodArn: string): string {
  const stage = /^arn:[^:/]+:execute-api:[^:/]+:[^:/]+:[^:/]+\/[^/]+(?=\/)/.exec(methodArn)?.[0];
  if (stage === undefined) throw new EventProblem('malformed-event', 'The event has no methodArn of an API method');
  return stage;
}
