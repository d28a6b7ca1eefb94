import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { PrivateFunction } from './private-function.ts';

/** What answers a route: a Lambda function, or API Gateway itself with always the same. */
export type Integration =
  | { readonly type: 'function'; readonly handler: PrivateFunction }
  | { readonly type: 'mock'; readonly answer: MockAnswer };

/** A 200 of JSON; its text may name `$context` variables. */
export interface MockAnswer {
  readonly body: object;
  /** Header values by name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The integration of a method: what a deployment waits for, and, as it is frozen in one, how it answers. */
export function createIntegration(
  integration: Integration,
  name: string,
  method: aws.apigateway.Method,
  opts: pulumi.CustomResourceOptions,
): { readonly parts: readonly pulumi.Resource[]; readonly answers: pulumi.Input<object> } {
  const at = { restApi: method.restApi, resourceId: method.resourceId, httpMethod: method.httpMethod };
  return integration.type === 'function'
    ? createProxy(integration.handler, name, at, opts)
    : createMock(integration.answer, name, at, opts);
}

type MethodAt = Pick<aws.apigateway.IntegrationArgs, 'httpMethod' | 'resourceId' | 'restApi'>;

function createProxy(
  handler: PrivateFunction,
  name: string,
  at: MethodAt,
  opts: pulumi.CustomResourceOptions,
): ReturnType<typeof createIntegration> {
  const made = new aws.apigateway.Integration(
    `${name}-integration`,
    {
      ...at,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: handler.invokeArn,
      timeoutMilliseconds: 29_000,
    },
    opts,
  );
  return { parts: [made], answers: { type: made.type, uri: made.uri, timeout: made.timeoutMilliseconds } };
}

/** Three more resources: a mock says which status to answer, then how, and the method must have declared it. */
function createMock(
  answer: MockAnswer,
  name: string,
  at: MethodAt,
  opts: pulumi.CustomResourceOptions,
): ReturnType<typeof createIntegration> {
  const statusCode = '200';
  const made = new aws.apigateway.Integration(
    `${name}-integration`,
    {
      ...at,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      // A body of another type would be taken for the template, and end in 500; so it is 415.
      passthroughBehavior: 'NEVER',
    },
    opts,
  );
  const headers = Object.entries(answer.headers).map(([header, value]) => [`method.response.header.${header}`, value]);
  const declared = new aws.apigateway.MethodResponse(
    `${name}-response`,
    {
      ...at,
      statusCode,
      responseModels: { 'application/json': 'Empty' },
      responseParameters: Object.fromEntries(headers.map(([header]) => [header, true])),
    },
    opts,
  );
  const given = new aws.apigateway.IntegrationResponse(
    `${name}-answer`,
    {
      ...at,
      statusCode,
      responseTemplates: { 'application/json': JSON.stringify(answer.body) },
      responseParameters: Object.fromEntries(headers.map(([header, value]) => [header, `'${value}'`])),
    },
    { ...opts, dependsOn: [made, declared] },
  );
  return { parts: [made, declared, given], answers: { type: 'MOCK', passthrough: 'NEVER', ...answer } };
}
