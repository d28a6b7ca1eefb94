import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';
import { gatewayResponses } from './gateway-responses.ts';
import type { PrivateFunction } from './private-function.ts';

export interface RestApiArgs {
  readonly names: Names;
  /** Type part of the name: `documents-api` becomes `documents-api-dev`. */
  readonly type: string;
  readonly description: string;
  /** The one resource, without slash: `documents`. */
  readonly path: string;
  readonly httpMethod: string;
  /** JSON Schema draft-04 of the request body; its name is letters and digits only. */
  readonly requestModel: { readonly name: string; readonly schema: object };
  readonly handler: PrivateFunction;
}

/**
 * A regional REST API with one method: callers sign with IAM credentials over TLS 1.2 with forward secrecy or TLS 1.3, API
 * Gateway checks the body against the request model, and the Lambda function gets what is left.
 */
export class RestApi extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  /** Everything a deployment freezes, as JSON: when it changes, the API must be deployed again. */
  readonly definition: pulumi.Output<string>;
  /** What a deployment must wait for. */
  readonly parts: pulumi.Resource[];
  readonly #name: string;
  readonly #args: RestApiArgs;
  readonly #api: aws.apigateway.RestApi;

  constructor(name: string, args: RestApiArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:api:RestApi', name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#api = this.#createApi();
    const method = this.#createMethod(this.#createResource());
    const integration = this.#createIntegration(method);
    const responses = this.#createResponses();

    this.id = this.#api.id;
    this.executionArn = this.#api.executionArn;
    this.definition = this.#describe(integration);
    this.parts = [method, integration, ...responses];
    this.registerOutputs({ id: this.id, executionArn: this.executionArn });
  }

  #createApi(): aws.apigateway.RestApi {
    return new aws.apigateway.RestApi(
      this.#name,
      {
        name: this.#args.names(this.#args.type),
        description: this.#args.description,
        endpointConfiguration: { types: 'REGIONAL' },
        // Left out, AWS accepts TLS 1.0; STRICT refuses requests whose TLS server name is not this API's.
        securityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
        endpointAccessMode: 'STRICT',
      },
      { parent: this },
    );
  }

  #createResource(): aws.apigateway.Resource {
    return new aws.apigateway.Resource(
      `${this.#name}-${this.#args.path}`,
      { restApi: this.#api.id, parentId: this.#api.rootResourceId, pathPart: this.#args.path },
      { parent: this },
    );
  }

  #createMethod(resource: aws.apigateway.Resource): aws.apigateway.Method {
    const model = new aws.apigateway.Model(
      `${this.#name}-model`,
      {
        restApi: this.#api.id,
        name: this.#args.requestModel.name,
        contentType: 'application/json',
        schema: JSON.stringify(this.#args.requestModel.schema),
      },
      { parent: this },
    );
    const validator = new aws.apigateway.RequestValidator(
      `${this.#name}-validator`,
      {
        restApi: this.#api.id,
        name: this.#args.names('request-validator'),
        validateRequestBody: true,
        validateRequestParameters: true,
      },
      { parent: this },
    );
    return new aws.apigateway.Method(
      `${this.#name}-method`,
      {
        restApi: this.#api.id,
        resourceId: resource.id,
        httpMethod: this.#args.httpMethod,
        authorization: 'AWS_IAM',
        requestValidatorId: validator.id,
        // Without $default, a body sent as any other media type would not be validated at all.
        requestModels: { 'application/json': model.name, $default: model.name },
      },
      { parent: this },
    );
  }

  #createIntegration(method: aws.apigateway.Method): aws.apigateway.Integration {
    return new aws.apigateway.Integration(
      `${this.#name}-integration`,
      {
        restApi: this.#api.id,
        resourceId: method.resourceId,
        httpMethod: method.httpMethod,
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: this.#args.handler.invokeArn,
        timeoutMilliseconds: 29_000,
      },
      { parent: this },
    );
  }

  #createResponses(): aws.apigateway.Response[] {
    return gatewayResponses.map(
      ({ responseType, responseParameters, responseTemplates }) =>
        new aws.apigateway.Response(
          `${this.#name}-${responseType.toLowerCase().replaceAll('_', '-')}`,
          { restApiId: this.#api.id, responseType, responseParameters, responseTemplates },
          { parent: this },
        ),
    );
  }

  #describe(integration: aws.apigateway.Integration): pulumi.Output<string> {
    const { path, httpMethod, requestModel } = this.#args;
    return pulumi.jsonStringify({
      path,
      httpMethod,
      authorization: 'AWS_IAM',
      requestModel,
      validator: ['body', 'parameters'],
      gatewayResponses,
      integration: { type: integration.type, uri: integration.uri, timeout: integration.timeoutMilliseconds },
      endpoint: { access: this.#api.endpointAccessMode, tls: this.#api.securityPolicy },
    });
  }
}
