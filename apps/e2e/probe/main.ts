import { join } from 'node:path';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { buildSync } from 'esbuild';

// The same code in three places, each short of one thing but the first:
//   role + endpoint    the handler's role, in the handler's subnets
//   role only          the handler's role, outside the VPC
//   endpoint only      another role with every S3 right on the bucket, in the handler's subnets

const documentsStack = pulumi.getStack().replace(/^probe-/, '');
const documents = new pulumi.StackReference(`${pulumi.getOrganization()}/palisade/${documentsStack}`);
const output = (name: string) => documents.requireOutput(name) as pulumi.Output<string>;
const named = (part: string): string => `${part}-${pulumi.getStack()}`;

const inHandlerSubnets = {
  subnetIds: documents.requireOutput('privateSubnetIds') as pulumi.Output<string[]>,
  securityGroupIds: [output('functionSecurityGroupId')],
};

const code = new pulumi.asset.AssetArchive({ 'index.js': new pulumi.asset.StringAsset(bundle()) });

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'attempt.ts')],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

function probe(
  name: string,
  role: pulumi.Input<string>,
  extra: Partial<aws.lambda.FunctionArgs> = {},
  after: pulumi.Resource[] = [],
): aws.lambda.Function {
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
  );
}

const otherRole = new aws.iam.Role('other-role', {
  name: named('other-role'),
  assumeRolePolicy: document({
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  }),
});
const otherPolicy = new aws.iam.Policy('other-policy', {
  name: named('other-policy'),
  policy: output('bucketArn').apply((bucket) =>
    document(
      { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], Resource: `${bucket}/*` },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
      {
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
      },
    ),
  ),
});
const attached = new aws.iam.RolePolicyAttachment('other-attachment', {
  role: otherRole.name,
  policyArn: otherPolicy.arn,
});

function document(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const handlerRole = output('handlerRoleArn');
export const roleAndEndpoint = probe('role-and-endpoint', handlerRole, { vpcConfig: inHandlerSubnets }).name;
export const roleOnly = probe('role-only', handlerRole).name;
export const endpointOnly = probe('endpoint-only', otherRole.arn, { vpcConfig: inHandlerSubnets }, [attached]).name;
