import { createHash } from 'node:crypto';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { accessLogFormat, type AccessLogFields } from './access-log-format.ts';
import { createLogGroup, type LogKeeping } from './log-group.ts';
import type { Invocation, Routes } from './api-routes.ts';
import type { RestApi } from './rest-api.ts';

export interface ApiStageArgs {
  readonly api: RestApi;
  readonly routes: Routes;
  readonly stageName: string;
  readonly account: string;
  readonly accessLogGroupName: string;
  /** What the access log of this API has beside the usual fields, or instead of them. */
  readonly accessLogFields?: AccessLogFields;
  readonly keeping: LogKeeping;
  /** Whether X-Ray traces what passes the stage. */
  readonly tracing?: boolean;
  /** Requests per second and burst for the whole stage. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** The account's API Gateway settings, when this stack owns them. */
  readonly gatewayAccount: pulumi.Resource | undefined;
}

/** A deployed API: frozen definition, access and execution logs with retention, throttling, and leave to call the functions. */
export class ApiStage extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Known when the stage is there: what needs the stage waits for it. */
  readonly stageName: pulumi.Output<string>;
  readonly accessLogGroupName: pulumi.Output<string>;
  readonly executionLogGroupName: pulumi.Output<string>;
  readonly #name: string;
  readonly #args: ApiStageArgs;

  constructor(name: string, args: ApiStageArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:api:ApiStage', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const accessLogs = createLogGroup(`${name}-access-logs`, args.accessLogGroupName, args.keeping, { parent: this });
    // API Gateway fixes this name, and would make the group itself, without retention, if it were not there first.
    const executionLogs = createLogGroup(
      `${name}-execution-logs`,
      pulumi.interpolate`API-Gateway-Execution-Logs_${args.api.id}/${args.stageName}`,
      args.keeping,
      { parent: this },
    );
    const permissions = args.routes.invocations.map((invocation) => this.#allowInvocation(invocation));
    const deployment = this.#deploy();
    const stage = this.#createStage(deployment, accessLogs, [executionLogs, ...permissions]);
    this.#configureMethods(stage);

    this.url = stage.invokeUrl;
    this.arn = stage.arn;
    this.stageName = stage.stageName;
    this.accessLogGroupName = accessLogs.name;
    this.executionLogGroupName = executionLogs.name;
    this.registerOutputs({ url: this.url });
  }

  /** This method of this stage of this API in this account may invoke the function; nothing else may. */
  #allowInvocation({ handler, label, route }: Invocation): aws.lambda.Permission {
    const { account, api, stageName } = this.#args;
    const suffix = label === undefined ? '' : `-${label}`;
    return new aws.lambda.Permission(
      `${this.#name}-invoke${suffix}`,
      {
        statementId: `ApiGatewayInvokesHandler${suffix}`,
        action: 'lambda:InvokeFunction',
        function: handler.name,
        principal: 'apigateway.amazonaws.com',
        sourceArn: pulumi.interpolate`${api.executionArn}/${stageName}/${route}`,
        sourceAccount: account,
      },
      { parent: this },
    );
  }

  /** A new deployment exactly when what it freezes has changed: same content, same deployment. */
  #deploy(): aws.apigateway.Deployment {
    const { api, routes } = this.#args;
    return new aws.apigateway.Deployment(
      `${this.#name}-deployment`,
      {
        restApi: api.id,
        triggers: { definition: routes.definition.apply((json) => createHash('sha256').update(json).digest('hex')) },
      },
      { parent: this, dependsOn: [...routes.parts] },
    );
  }

  #createStage(
    deployment: aws.apigateway.Deployment,
    accessLogs: aws.cloudwatch.LogGroup,
    first: pulumi.Resource[],
  ): aws.apigateway.Stage {
    const { accessLogFields, api, gatewayAccount, stageName, tracing } = this.#args;
    return new aws.apigateway.Stage(
      this.#name,
      {
        restApi: api.id,
        deployment: deployment.id,
        stageName,
        accessLogSettings: { destinationArn: accessLogs.arn, format: accessLogFormat(accessLogFields) },
        ...(tracing === true && { xrayTracingEnabled: true }),
      },
      { parent: this, dependsOn: gatewayAccount === undefined ? first : [...first, gatewayAccount] },
    );
  }

  #configureMethods(stage: aws.apigateway.Stage): void {
    new aws.apigateway.MethodSettings(
      `${this.#name}-methods`,
      {
        restApi: this.#args.api.id,
        stageName: stage.stageName,
        methodPath: '*/*',
        settings: {
          metricsEnabled: true,
          loggingLevel: 'ERROR',
          // Data tracing would write request bodies to the log.
          dataTraceEnabled: false,
          throttlingRateLimit: this.#args.throttle.rate,
          throttlingBurstLimit: this.#args.throttle.burst,
        },
      },
      { parent: this },
    );
  }
}
