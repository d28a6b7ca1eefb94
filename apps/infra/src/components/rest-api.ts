import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';
import { gatewayResponses } from './gateway-responses.ts';

export interface RestApiArgs {
  readonly names: Names;
  /** Type part of the name: `documents-api` becomes `documents-api-dev`. */
  readonly type: string;
  readonly description: string;
  /** Who says which API key a request counts for: its `x-api-key` header when left out, or the Lambda authorizer. */
  readonly apiKeySource?: 'AUTHORIZER';
  /** `disabled`: the API answers on a custom domain only, and on its own name with 403; `open` when left out. */
  readonly defaultEndpoint?: 'open' | 'disabled';
}

/**
 * A regional REST API for TLS 1.2 with forward secrecy or TLS 1.3, whose own refusals tell nothing; it answers nothing until it
 * is given routes. It comes first, because its id is in names that others need before there is a route: its execution log's.
 */
export class RestApi extends pulumi.ComponentResource {
  readonly name: string;
  readonly names: Names;
  readonly id: pulumi.Output<string>;
  readonly rootResourceId: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  /** How it is reached; a deployment freezes it. */
  readonly endpoint: Readonly<
    Partial<Record<'access' | 'tls' | 'apiKeySource' | 'disabled', pulumi.Output<string | boolean | undefined>>>
  >;
  /** What a deployment must wait for, beside the routes. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: RestApiArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:api:RestApi', name, {}, opts);
    const api = this.#createApi(name, args);
    this.name = name;
    this.names = args.names;
    this.id = api.id;
    this.rootResourceId = api.rootResourceId;
    this.executionArn = api.executionArn;
    this.endpoint = {
      access: api.endpointAccessMode,
      tls: api.securityPolicy,
      ...(args.apiKeySource !== undefined && { apiKeySource: api.apiKeySource }),
      ...(args.defaultEndpoint === 'disabled' && { disabled: api.disableExecuteApiEndpoint }),
    };
    this.parts = this.#createResponses(name, api);
    this.registerOutputs({ id: this.id, executionArn: this.executionArn });
  }

  #createApi(
    name: string,
    { apiKeySource, defaultEndpoint, description, names, type }: RestApiArgs,
  ): aws.apigateway.RestApi {
    return new aws.apigateway.RestApi(
      name,
      {
        name: names(type),
        description,
        endpointConfiguration: { types: 'REGIONAL' },
        // Left out, AWS accepts TLS 1.0; STRICT refuses requests whose TLS server name is not this API's.
        securityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
        endpointAccessMode: 'STRICT',
        ...(apiKeySource !== undefined && { apiKeySource }),
        ...(defaultEndpoint === 'disabled' && { disableExecuteApiEndpoint: true }),
      },
      { parent: this },
    );
  }

  #createResponses(name: string, api: aws.apigateway.RestApi): aws.apigateway.Response[] {
    return gatewayResponses.map(
      ({ responseType, responseParameters, responseTemplates }) =>
        new aws.apigateway.Response(
          `${name}-${responseType.toLowerCase().replaceAll('_', '-')}`,
          { restApiId: api.id, responseType, responseParameters, responseTemplates },
          { parent: this },
        ),
    );
  }
}
