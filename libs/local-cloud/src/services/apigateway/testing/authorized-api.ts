import { authorizerArn, executionArn } from '../arn.ts';
import { ApiDeclaration, startEdgeCloud, type EdgeCloud, type ProxyEvent, type Received } from './edge-cloud.ts';

/** Seconds that the API's authorizers keep an answer. */
export const TTL = 60;

const PLACE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };

type Answer = (event: ProxyEvent) => unknown;

/** An API whose methods are let in by authorizers: a token's, a request's, one without cache, one by a role, one nobody permits. */
export class AuthorizedApi {
  #edge: EdgeCloud | undefined;
  url = '';
  api = '';
  ids = { token: '', request: '', uncached: '', role: '' };
  /** Events the authorizers got since `reset`. */
  asked: ProxyEvent[] = [];

  get edge(): EdgeCloud {
    if (this.#edge === undefined) throw new Error('The API was not started.');
    return this.#edge;
  }

  static async start(): Promise<AuthorizedApi> {
    const world = new AuthorizedApi();
    world.#edge = await startEdgeCloud((declare) => world.#declare(declare, 'first'));
    const { lambda } = world.edge;
    lambda.functions.set('fn', (event) => ({ statusCode: 200, body: JSON.stringify(event) }));
    lambda.allow('fn', '*');
    lambda.allow('auth', authorizerArn(PLACE, world.api, '*'));
    return world;
  }

  /** Nothing asked, nothing kept, everything allowed. */
  reset(): void {
    this.asked = [];
    this.answering(() => this.allow('*'));
    this.edge.cloud.clock.advance(2 * TTL * 1000);
  }

  /** Deploys the program again; another name makes another deployment. */
  async deploy(deployment: string): Promise<void> {
    await this.edge.cloud.deploy((stack) => this.#declare(new ApiDeclaration(stack), deployment));
  }

  /** What the authorizers answer from now on. */
  answering(answer: Answer): void {
    for (const name of ['auth', 'locked']) {
      this.edge.lambda.functions.set(name, (event) => {
        this.asked.push(event);
        return answer(event);
      });
    }
  }

  statement(Effect: string, resource: string): object {
    const Resource = resource === '*' ? '*' : `${executionArn(PLACE, this.api)}/test/${resource}`;
    return { Effect, Action: 'execute-api:Invoke', Resource };
  }

  /** An answer that allows what matches `METHOD/path`. */
  allow(resource: string, more: object = {}): object {
    return policy([this.statement('Allow', resource)], more);
  }

  get(path: string, Auth?: string | string[], method = 'GET'): Promise<Received> {
    return this.edge.send({ url: `${this.url}${path}`, method, ...(Auth !== undefined && { headers: { Auth } }) });
  }

  #declare(declare: ApiDeclaration, deployment: string): void {
    declare.account();
    const log = declare.logGroup('/access');
    const rest = declare.api({ name: 'authorised' });
    const role = declare.role('asks', 'apigateway.amazonaws.com', [
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' },
    ]);
    const identitySource = 'method.request.header.Auth';
    const cached = { authorizerResultTtlInSeconds: TTL, identitySource };
    const token = declare.authorizer(rest, 'auth', { ...cached, identityValidationExpression: '\\w+-?\\w*' });
    const request = declare.authorizer(rest, 'auth', {
      ...cached,
      type: 'REQUEST',
      identitySource: `${identitySource}, method.request.querystring.tenant, stageVariables.color, context.identity.sourceIp`,
    });
    const uncached = declare.authorizer(rest, 'auth', {
      type: 'REQUEST',
      authorizerResultTtlInSeconds: 0,
      identitySource,
    });
    const authorizerCredentials = String(role.outputs['arn']);
    const byRole = declare.authorizer(rest, 'locked', { identitySource, authorizerCredentials });
    const closed = declare.authorizer(rest, 'locked', { identitySource });
    const method = (verb: string, path: string, { id }: { readonly id: string }) =>
      declare.proxy(rest, verb, path, 'fn', { authorization: 'CUSTOM', authorizerId: id });
    method('GET', 'token', token);
    method('POST', 'token', token);
    method('GET', 'pets/{id}', request);
    method('GET', 'uncached', uncached);
    method('GET', 'role', byRole);
    method('GET', 'closed', closed);
    const format =
      '$context.requestId $context.status $context.error.responseType $context.authorizer.principalId $context.authorizer.tenant ' +
      '$context.authorizer.status $context.authorizer.integrationStatus $context.authorizer.latency $context.authorizer.error';
    const accessLogSettings = { destinationArn: String(log.outputs['arn']), format };
    const stage = declare.stage(rest, { variables: { color: 'blue' }, accessLogSettings }, deployment);
    declare.settings(stage, { loggingLevel: 'INFO', dataTraceEnabled: true });
    this.api = rest.id;
    this.ids = { token: token.id, request: request.id, uncached: uncached.id, role: byRole.id };
    this.url = String(stage.outputs['invokeUrl']);
  }
}

/** An answer with these statements. */
export const policy = (Statement: readonly object[], more: object = {}): object => ({
  principalId: 'the-user-of-this-spec',
  policyDocument: { Version: '2012-10-17', Statement },
  ...more,
});
