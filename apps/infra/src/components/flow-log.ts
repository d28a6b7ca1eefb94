import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';
import { createLogGroup, type LogKeeping } from './log-group.ts';
import { ServiceRole } from './service-role.ts';

export interface FlowLogArgs {
  readonly names: Names;
  readonly vpcId: pulumi.Input<string>;
  readonly logGroupName: string;
  readonly keeping: LogKeeping;
  /** Trust and permissions of the role VPC Flow Logs writes with: JSON policy documents. */
  readonly trustPolicy: pulumi.Input<string>;
  readonly permissionPolicy: pulumi.Input<string>;
}

/** All traffic of a VPC, accepted and rejected, in a log group of its own. */
export class FlowLog extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FlowLogArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:network:FlowLog', name, {}, opts);
    const logGroup = createLogGroup(`${name}-logs`, args.logGroupName, args.keeping, { parent: this });
    const role = new ServiceRole(
      `${name}-role`,
      { ...args, type: 'flow-log-role', description: 'VPC Flow Logs writes the network log' },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      `${name}-all`,
      {
        vpcId: args.vpcId,
        trafficType: 'ALL',
        logDestinationType: 'cloud-watch-logs',
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
        tags: { Name: args.names('flow-log') },
      },
      { parent: this, dependsOn: [role] },
    );
    this.logGroupName = logGroup.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
