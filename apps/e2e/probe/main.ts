import { networkInterfaces, output, probe, roleThatMay, trustedLambda } from '../probes/program.ts';

// The same code in three places, each short of one thing but the first:
//   role + endpoint    the handler's role, in the handler's subnets
//   role only          the handler's role, outside the VPC
//   endpoint only      another role with every S3 right on the bucket, in the handler's subnets

const vpcConfig = {
  subnetIds: output<string[]>('privateSubnetIds'),
  securityGroupIds: [output('functionSecurityGroupId')],
};
const other = roleThatMay(
  'other-role',
  trustedLambda,
  output('bucketArn').apply((bucket) => [
    { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], Resource: `${bucket}/*` },
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
    networkInterfaces,
  ]),
);

const handlerRole = output('handlerRoleArn');
export const roleAndEndpoint = probe('role-and-endpoint', handlerRole, { vpcConfig });
export const roleOnly = probe('role-only', handlerRole);
export const endpointOnly = probe('endpoint-only', other.role.arn, { vpcConfig }, [other.attachment]);
