import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { createLogGroup, type LogKeeping } from './log-group.ts';
import type { ServiceRole } from './service-role.ts';

export interface PrivateFunctionArgs {
  readonly functionName: string;
  readonly description: string;
  readonly role: ServiceRole;
  /** The built bundle. */
  readonly code: pulumi.asset.Archive;
  /** `file.export` in the bundle. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** The key that encrypts the environment; Lambda's own when left out. Whoever deploys must be allowed to use it. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Where asynchronous events go that could not be run; the role must be allowed to send there. */
  readonly deadLetterQueueArn?: pulumi.Input<string>;
  /** `Active`: Lambda decides about traces and writes them, with the role's permission; it passes them through when left out. */
  readonly tracing?: 'Active' | 'PassThrough';
  /** Left out, the function runs in no VPC, on AWS's own network. */
  readonly network?: FunctionNetwork;
  readonly logGroupName: string;
  readonly keeping: LogKeeping;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Undefined shares the account's concurrency: a new account has 10 in all and can reserve none of it. */
  readonly reservedConcurrency: number | undefined;
}

/** The private subnets a function runs in. */
export interface FunctionNetwork {
  readonly subnetIds: pulumi.Input<string>[];
  readonly securityGroupIds: pulumi.Input<string>[];
  /** Where the interfaces wait while the function is deleted, so that its own group can go at once. */
  readonly parkingSecurityGroupId: pulumi.Input<string>;
}

/** A Lambda function with its own role and its own log group; it has no URL and no public interface. */
export class PrivateFunction extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly invokeArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: PrivateFunctionArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:compute:PrivateFunction', name, {}, opts);
    // Made before the function: whoever comes first decides the retention.
    const logGroup = createLogGroup(`${name}-logs`, args.logGroupName, args.keeping, { parent: this });
    const handler = new aws.lambda.Function(
      name,
      {
        name: args.functionName,
        description: args.description,
        role: args.role.arn,
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        code: args.code,
        handler: args.handler,
        timeout: args.timeoutSeconds,
        memorySize: args.memoryMegabytes,
        environment: { variables: args.environment },
        ...(args.kmsKeyArn !== undefined && { kmsKeyArn: args.kmsKeyArn }),
        ...(args.deadLetterQueueArn !== undefined && { deadLetterConfig: { targetArn: args.deadLetterQueueArn } }),
        ...(args.tracing !== undefined && { tracingConfig: { mode: args.tracing } }),
        ...(args.network !== undefined && inNetwork(args.network)),
        loggingConfig: {
          logFormat: 'JSON',
          logGroup: logGroup.name,
          applicationLogLevel: 'INFO',
          systemLogLevel: 'WARN',
        },
        ...(args.reservedConcurrency !== undefined && { reservedConcurrentExecutions: args.reservedConcurrency }),
      },
      // Lambda checks at creation that the role may attach the function to the VPC.
      { parent: this, dependsOn: [args.role] },
    );
    this.name = handler.name;
    this.arn = handler.arn;
    this.invokeArn = handler.invokeArn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}

function inNetwork({ subnetIds, securityGroupIds, parkingSecurityGroupId }: FunctionNetwork) {
  return {
    vpcConfig: { subnetIds, securityGroupIds },
    replaceSecurityGroupsOnDestroy: true,
    replacementSecurityGroupIds: [parkingSecurityGroupId],
  } satisfies Partial<aws.lambda.FunctionArgs>;
}
