import { request as httpsRequest } from 'node:https';
import { request as httpRequest } from 'node:http';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { compilePolicy, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import type { Properties, Resource } from '@palisade/local-engine';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import type { Service, ServiceState } from '../../../kernel/service.ts';
import {
  startTestCloud,
  type ClientConfig,
  type Declaration,
  type TestCloud,
  type TestCloudOptions,
} from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { LOG_GROUP } from '../../logs/resources/log-group.ts';
import { invokeUri } from '../arn.ts';
import type { FunctionInvoker, FunctionResult } from '../pipeline/function-invoker.ts';
import { apigateway } from '../index.ts';
import { ApiGatewayState } from '../state.ts';
import { ACCOUNT } from '../resources/account.ts';
import { API_KEY } from '../resources/api-key.ts';
import { AUTHORIZER } from '../resources/authorizer.ts';
import { DEPLOYMENT } from '../resources/deployment.ts';
import { INTEGRATION } from '../resources/integration.ts';
import { METHOD } from '../resources/method.ts';
import { METHOD_SETTINGS } from '../resources/method-settings.ts';
import { RESOURCE } from '../resources/resource.ts';
import { REST_API } from '../resources/rest-api.ts';
import { STAGE } from '../resources/stage.ts';
import { USAGE_PLAN_KEY } from '../resources/usage-plan-key.ts';
import { USAGE_PLAN } from '../resources/usage-plan.ts';

/** What a test function gets; it returns the payload of its answer, or throws as Lambda does. */
export type TestFunction = (event: ProxyEvent) => unknown;

/** The parts of a proxy event that tests look at. */
export interface ProxyEvent {
  readonly [member: string]: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: Readonly<Record<string, unknown>> & { readonly identity: Readonly<Record<string, unknown>> };
}

/** Lambda as API Gateway sees it: functions by name, and their resource policies. */
export class TestLambda implements ServiceState, FunctionInvoker {
  readonly functions = new Map<string, TestFunction>();
  readonly policies = new Map<string, CompiledPolicy>();

  interpret(): () => void {
    return () => undefined;
  }

  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.policies.get(arn.split(':')[6] ?? '');
  }

  /** Lets API Gateway invoke a function for methods whose ARN matches. */
  allow(name: string, sourceArn: string): void {
    const document = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: '*',
          Condition: { ArnLike: { 'aws:SourceArn': sourceArn } },
        },
      ],
    } as PolicyDocument;
    this.policies.set(name, compilePolicy(document, { name: `policy of ${name}`, kind: 'function' }));
  }

  async invoke({ functionArn, payload }: { functionArn: string; payload: Buffer }): Promise<FunctionResult> {
    const handler = this.functions.get(functionArn.split(':')[6] ?? '');
    if (handler === undefined) throw new Error(`no function ${functionArn}`);
    const requestId = '11111111-2222-4333-8444-555555555555';
    try {
      const answer = await handler(JSON.parse(payload.toString()) as ProxyEvent);
      return {
        statusCode: 200,
        payload: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
        requestId,
      };
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      const failure = JSON.stringify({ errorType: 'Error', errorMessage: error.message });
      return { statusCode: 200, functionError: 'Unhandled', payload: Buffer.from(failure), requestId };
    }
  }
}

/** Thrown by a test function to fail as a handler fails. */
export class FunctionError extends Error {}

export interface EdgeCloud {
  readonly cloud: TestCloud;
  readonly lambda: TestLambda;
  send(request: Sent): Promise<Received>;
}

export interface Sent {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  /** The only TLS version the client speaks. */
  readonly tls?: 'TLSv1.2' | 'TLSv1.3';
  /** Signs for execute-api with these. */
  readonly signer?: ClientConfig;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly bytes: Buffer;
}

/** API Gateway that invokes functions through `functions` instead of Lambda. */
export function apigatewayInvoking(functions: FunctionInvoker): Service<ApiGatewayState> {
  return { ...apigateway, createState: (host) => new ApiGatewayState(host, functions) };
}

export async function startEdgeCloud(
  declare: ((api: ApiDeclaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<EdgeCloud> {
  const lambda = new TestLambda();
  const functions: Service<TestLambda> = {
    name: 'lambda',
    protocol: 'rest-json',
    resources: [],
    operations: [],
    declaredOnly: [],
    createState: () => lambda,
  };
  const cloud = await startTestCloud(declare && ((stack) => declare(new ApiDeclaration(stack))), {
    ...options,
    services: [logs, functions, apigatewayInvoking(lambda), ...(options.services ?? [])],
  });
  return { cloud, lambda, send: (request) => send(cloud, request) };
}

/** Declares APIs in few words. */
export class ApiDeclaration {
  readonly stack: Declaration;
  #count = 0;

  constructor(stack: Declaration) {
    this.stack = stack;
  }

  api(inputs: Properties = {}): Resource {
    return this.stack.resource(REST_API, this.#name('api'), {
      endpointConfiguration: { types: 'REGIONAL' },
      ...inputs,
    });
  }

  /** The resource at that path below the root. */
  path(api: Resource, path: string): string {
    let parentId = String(api.outputs['rootResourceId']);
    for (const pathPart of path.split('/').filter((part) => part !== '')) {
      const key = `${api.id}/${parentId}/${pathPart}`;
      const known = this.#paths.get(key);
      parentId =
        known ?? this.stack.resource(RESOURCE, this.#name('resource'), { restApi: api.id, parentId, pathPart }).id;
      this.#paths.set(key, parentId);
    }
    return parentId;
  }

  readonly #paths = new Map<string, string>();

  /** A method with a Lambda proxy integration. */
  proxy(
    api: Resource,
    method: string,
    path: string,
    name: string,
    more: Properties = {},
    integration: Properties = {},
  ): void {
    const resourceId = this.path(api, path);
    const place = { restApi: api.id, resourceId, httpMethod: method };
    this.stack.resource(METHOD, this.#name('method'), { ...place, authorization: 'NONE', ...more });
    this.stack.resource(INTEGRATION, this.#name('integration'), {
      ...place,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: invokeUri({ partition: 'aws', region: 'us-east-1', accountId: '123456789012' }, name),
      ...integration,
    });
  }

  /** A deployment and a stage for it; returns the stage. */
  stage(api: Resource, inputs: Properties = {}, deployment = 'deployment'): Resource {
    const { id } = this.stack.resource(DEPLOYMENT, deployment, { restApi: api.id });
    return this.stack.resource(STAGE, `stage-${String(inputs['stageName'] ?? 'test')}`, {
      restApi: api.id,
      deployment: id,
      stageName: 'test',
      ...inputs,
    });
  }

  settings(stage: Resource, settings: Properties, methodPath = '*/*'): void {
    const { restApi, stageName } = stage.inputs;
    this.stack.resource(METHOD_SETTINGS, this.#name('settings'), {
      restApi: restApi ?? '',
      stageName: stageName ?? '',
      methodPath,
      settings,
    });
  }

  /** Account settings with a role that may do `actions` in CloudWatch Logs. */
  account(actions: readonly string[] = ['logs:*'], trusted = 'apigateway.amazonaws.com'): void {
    const role = this.role('gateway', trusted, [{ Effect: 'Allow', Action: [...actions], Resource: '*' }]);
    this.stack.resource(ACCOUNT, 'account', { cloudwatchRoleArn: String(role.outputs['arn']) });
  }

  role(name: string, trusted: string, statements: readonly Properties[]): Resource {
    const role = this.stack.resource('aws:iam/role:Role', name, {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: trusted }, Action: 'sts:AssumeRole' }],
      }),
    });
    this.stack.resource('aws:iam/rolePolicy:RolePolicy', name, {
      role: role.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    });
    return role;
  }

  /** A Lambda authorizer on the function of that name. */
  authorizer(api: Resource, name: string, inputs: Properties = {}): Resource {
    return this.stack.resource(AUTHORIZER, this.#name('authorizer'), {
      restApi: api.id,
      authorizerUri: invokeUri({ partition: 'aws', region: 'us-east-1', accountId: '123456789012' }, name),
      ...inputs,
    });
  }

  key(name: string, inputs: Properties = {}): Resource {
    return this.stack.resource(API_KEY, name, { name, ...inputs });
  }

  /** A usage plan for these stages with these keys. */
  plan(name: string, stages: readonly Resource[], keys: readonly Resource[], inputs: Properties = {}): Resource {
    const plan = this.stack.resource(USAGE_PLAN, name, {
      name,
      apiStages: stages.map(({ inputs: { restApi, stageName } }) => ({ apiId: restApi ?? '', stage: stageName ?? '' })),
      ...inputs,
    });
    for (const { id } of keys) {
      this.stack.resource(USAGE_PLAN_KEY, `${name}-${id}`, { keyId: id, keyType: 'API_KEY', usagePlanId: plan.id });
    }
    return plan;
  }

  logGroup(name: string): Resource {
    return this.stack.resource(LOG_GROUP, name.replaceAll('/', '-'), { name, retentionInDays: 90 });
  }

  #name(kind: string): string {
    this.#count += 1;
    return `${kind}${this.#count}`;
  }
}

export async function send(cloud: TestCloud, sent: Sent): Promise<Received> {
  const url = new URL(sent.url);
  const method = sent.method ?? 'GET';
  const headers = sent.signer === undefined ? sent.headers : await sign(url, method, sent, sent.signer);
  return new Promise((resolve, reject) => {
    const plain = url.protocol === 'http:';
    const outgoing = (plain ? httpRequest : httpsRequest)(
      url,
      { method, headers: { ...headers }, ...(!plain && secure(cloud, sent)) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString(), bytes });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}

function secure(cloud: TestCloud, { tls }: Sent): object {
  return tls === undefined ? { agent: cloud.agent } : { ...cloud.tls, agent: false, minVersion: tls, maxVersion: tls };
}

/** Messages of a log group; none if there is no such group. */
export async function logLines(cloud: TestCloud, logGroupName: string): Promise<string[]> {
  const client = new CloudWatchLogsClient(cloud.deployer());
  try {
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
    return events.map(({ message = '' }) => message);
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

async function sign(url: URL, method: string, sent: Sent, signer: ClientConfig): Promise<Record<string, string>> {
  const signature = new SignatureV4({
    service: 'execute-api',
    region: signer.region,
    credentials: signer.credentials,
    sha256: Sha256,
    applyChecksum: true,
  });
  const query: Record<string, string | string[]> = {};
  for (const name of url.searchParams.keys()) query[name] = url.searchParams.getAll(name);
  const signed = await signature.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: Number(url.port),
      path: url.pathname,
      query,
      headers: { ...(sent.headers as Record<string, string>), host: url.host },
      body: sent.body,
    },
    { signingDate: new Date(Date.now() + signer.systemClockOffset) },
  );
  return signed.headers;
}

class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Buffer);
  }

  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}
