import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { PrivateFunction } from './private-function.ts';
import type { RestApi } from './rest-api.ts';
import type { ServiceRole } from './service-role.ts';

export interface RequestAuthorizerArgs {
  readonly api: RestApi;
  /** Type part of the name. */
  readonly type: string;
  readonly handler: PrivateFunction;
  /** The role API Gateway asks the function with. */
  readonly invokeRole: ServiceRole;
  /** The header whose value says who calls, such as `x-api-key`: without it a request is refused unasked, and answers are kept by it. */
  readonly header: string;
  /** How long an answer is kept, 0 to 3600. It stands that long, whatever becomes of the key. */
  readonly cacheSeconds: number;
}

/** A Lambda authorizer that sees the whole request and knows the caller by one header. */
export class RequestAuthorizer extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  /** What a deployment freezes of it. */
  readonly definition: pulumi.Output<object>;

  constructor(name: string, args: RequestAuthorizerArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:api:RequestAuthorizer', name, {}, opts);
    const { api, cacheSeconds, handler, header, invokeRole, type } = args;
    const authorizer = new aws.apigateway.Authorizer(
      name,
      {
        restApi: api.id,
        name: api.names(type),
        type: 'REQUEST',
        identitySource: `method.request.header.${header}`,
        authorizerUri: handler.invokeArn,
        authorizerCredentials: invokeRole.arn,
        authorizerResultTtlInSeconds: cacheSeconds,
      },
      { parent: this, dependsOn: [invokeRole] },
    );
    this.id = authorizer.id;
    this.definition = pulumi.output({
      type: authorizer.type,
      identitySource: authorizer.identitySource,
      uri: authorizer.authorizerUri,
      credentials: authorizer.authorizerCredentials,
      cacheSeconds: authorizer.authorizerResultTtlInSeconds,
    });
    this.registerOutputs({ id: this.id });
  }
}
