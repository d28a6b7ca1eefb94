import { executeApiArn, formatArn, lambdaFunctionArn, parseArn } from '@palisade/policies';

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** `arn:…:execute-api:REGION:ACCOUNT:API`, the `executionArn` output of a RestApi. */
export function executionArn({ partition, region, accountId }: Place, api: string): string {
  return formatArn({ partition, service: 'execute-api', region, account: accountId, resource: api });
}

/** What a caller invokes; `path` is decoded and without leading slash. */
export function invocationArn(place: Place, api: string, stage: string, method: string, path: string): string {
  return executeApiArn({
    partition: place.partition,
    region: place.region,
    account: place.accountId,
    api,
    stage,
    method,
    path,
  });
}

/** An authorizer of an API, which its function sees as `aws:SourceArn`. */
export function authorizerArn(place: Place, api: string, id: string): string {
  return `${executionArn(place, api)}/authorizers/${id}`;
}

/**
 * The caller an authorizer's policy speaks for. The policy names no principal; what counts is that it belongs to the API's account.
 */
export function authorizedCaller({ partition, accountId }: Place): string {
  return formatArn({
    partition,
    service: 'sts',
    region: '',
    account: accountId,
    resource: 'federated-user/authorizer',
  });
}

/** What the control plane is asked about: `/restapis/ID/…`; these ARNs have no account. */
export function managementArn(partition: string, region: string, path: string): string {
  return formatArn({ partition, service: 'apigateway', region, account: '', resource: path });
}

/** A custom domain name as a thing to manage. */
export function domainNameArn(partition: string, region: string, name: string): string {
  return managementArn(partition, region, `/domainnames/${name}`);
}

/** The function of an integration's `uri`, or undefined if it is no Lambda invocation in `region`. */
export function functionOfUri(uri: string, region: string): string | undefined {
  const arn = parseArn(uri);
  const path = /^path\/2015-03-31\/functions\/(arn:[^/]+)\/invocations$/.exec(arn?.resource ?? '');
  if (arn?.service !== 'apigateway' || arn.account !== 'lambda' || arn.region !== region) return undefined;
  const target = parseArn(path?.[1] ?? '');
  return target?.service === 'lambda' && target.resource.startsWith('function:') ? path?.[1] : undefined;
}

/** The `invokeArn` of a function, as an integration's `uri` has it. */
export function invokeUri(place: Place, name: string): string {
  const target = lambdaFunctionArn({
    partition: place.partition,
    region: place.region,
    account: place.accountId,
    name,
  });
  const resource = `path/2015-03-31/functions/${target}/invocations`;
  return formatArn({
    partition: place.partition,
    service: 'apigateway',
    region: place.region,
    account: 'lambda',
    resource,
  });
}

/** Leaves the last four digits of the account in what was to be invoked, as AWS does towards callers it turns away. */
export function maskAccount(sentence: string): string {
  return sentence.replace(/(:execute-api:[^:]+):\d{8}(\d{4}):/, '$1:********$2:');
}
