import { join } from 'node:path';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { buildSync } from 'esbuild';

// What the probe programs share. Their stacks are named `probe-` and the name of the stack they are beside.

const testedStack = pulumi.getStack().replace(/^probe-/, '');
const tested = new pulumi.StackReference(`${pulumi.getOrganization()}/palisade/${testedStack}`);

/** An output of the stack under test. */
export const output = <T = string>(name: string) => tested.requireOutput(name) as pulumi.Output<T>;

/** A physical name. */
export const named = (part: string): string => `${part}-${pulumi.getStack()}`;

export const document = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const { outputFiles } = buildSync({
  entryPoints: [join(import.meta.dirname, 'attempt.ts')],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  write: false,
});
const code = new pulumi.asset.AssetArchive({
  'index.js': new pulumi.asset.StringAsset(outputFiles[0]?.text ?? ''),
});

/** A function that tries what it is told, as that role; answers its name. */
export function probe(
  name: string,
  role: pulumi.Input<string>,
  extra: Partial<aws.lambda.FunctionArgs> = {},
  after: pulumi.Resource[] = [],
): pulumi.Output<string> {
  return new aws.lambda.Function(
    name,
    {
      name: named(name),
      role,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code,
      timeout: 20,
      memorySize: 256,
      ...extra,
    },
    { dependsOn: after },
  ).name;
}

/** A security group that lets everything out: what stops a function in it is the network. */
export function openGroup(vpcId: pulumi.Input<string>): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup('open', {
    name: named('open'),
    description: 'Lets everything out: what stops a function in it is the network',
    vpcId,
    egress: [{ protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'], description: 'Everything' }],
  });
}

export interface RoleWithPolicy {
  readonly role: aws.iam.Role;
  /** Until it is there, the role may do nothing. */
  readonly attachment: aws.iam.RolePolicyAttachment;
}

/** A role that may do what the statements say. */
export function roleThatMay(
  name: string,
  trusted: pulumi.Input<object>,
  statements: pulumi.Input<object[]>,
): RoleWithPolicy {
  const role = new aws.iam.Role(name, {
    name: named(name),
    assumeRolePolicy: pulumi
      .output(trusted)
      .apply((Principal) => document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })),
  });
  const policy = new aws.iam.Policy(`${name}-policy`, {
    name: named(`${name}-policy`),
    policy: pulumi.output(statements).apply((all) => document(...all)),
  });
  const attachment = new aws.iam.RolePolicyAttachment(`${name}-attachment`, {
    role: role.name,
    policyArn: policy.arn,
  });
  return { role, attachment };
}

export const trustedLambda = { Service: 'lambda.amazonaws.com' };

/** What Lambda needs of a role to run a function in a VPC. */
export const networkInterfaces = {
  Effect: 'Allow',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};
