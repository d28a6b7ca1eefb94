import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import {
  document,
  named,
  networkInterfaces,
  openGroup,
  output,
  probe,
  roleThatMay,
  trustedLambda,
} from '../probes/program.ts';

// What the checks of a payments stack need beside it:
//   functions        the same code with the processor's role and with another that may do more, each in the processor's subnets and
//                    outside the VPC; and with the processor's role in the subnets, but not in the processor's security groups
//   bucket, table    not of the stack: open to whoever has a policy for it
//   key              not of the stack, which the processor may use
//   destroyer        a role that the deployer becomes without a second factor, and that may destroy everything here

const account = output('account_id');
const processorRole = output('lambda_role_arn');

const bucket = new aws.s3.Bucket('other', {
  bucket: pulumi.interpolate`${named('other')}-${account}`,
  forceDestroy: true,
});
const table = new aws.dynamodb.Table('other', {
  name: named('other'),
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'transactionId',
  attributes: [{ name: 'transactionId', type: 'S' }],
});
const key = new aws.kms.Key('other', {
  description: 'Not of the payments API',
  deletionWindowInDays: 7,
  policy: pulumi
    .all([account, processorRole])
    .apply(([AWS, role]) =>
      document(
        { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' },
        { Effect: 'Allow', Principal: { AWS: role }, Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: '*' },
      ),
    ),
});

// There is no output for this ARN; it is that of the other bucket with another name.
const truststoreArn = pulumi
  .all([output('s3_bucket_arn'), output('s3_bucket_name'), output('truststore_bucket_name')])
  .apply(([arn, name, truststore]) => arn.replace(name, truststore));

const buckets = pulumi.all([bucket.arn, output('s3_bucket_arn'), truststoreArn]);
const tables = pulumi.all([table.arn, output('dynamodb_table_arn'), output('revoked_certificates_table_arn')]);
const keys = pulumi.all([
  key.arn,
  ...['s3', 'dynamodb', 'logs', 'operations'].map((kind) => output(`kms_${kind}_key_arn`)),
]);

/** Everything that the checks are about. */
const everything = pulumi.all([buckets, tables, keys]).apply(([bucketArns, tableArns, keyArns]) => [
  { Effect: 'Allow', Action: 's3:*', Resource: bucketArns.flatMap((arn) => [arn, `${arn}/*`]) },
  { Effect: 'Allow', Action: 'dynamodb:*', Resource: tableArns },
  { Effect: 'Allow', Action: 'kms:*', Resource: keyArns },
]);
const ofLambda = [
  { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
  networkInterfaces,
];

const other = roleThatMay(
  'other-role',
  trustedLambda,
  everything.apply((statements) => [...statements, ...ofLambda]),
);
const destroyer = roleThatMay(
  'destroyer',
  account.apply((AWS) => ({ AWS })),
  everything,
);

const open = openGroup(output('vpc_id'));
const subnetIds = output<string[]>('private_subnet_ids');
const securityGroupIds = output<string[]>('lambda_security_group_ids');
const inside = { vpcConfig: { subnetIds, securityGroupIds: securityGroupIds.apply((ids) => [...ids, open.id]) } };
const besides = { vpcConfig: { subnetIds, securityGroupIds: [open.id] } };

export const processor = probe('processor', processorRole, inside);
export const processorInOtherGroup = probe('processor-in-other-group', processorRole, besides);
export const processorOutside = probe('processor-outside', processorRole);
export const otherInside = probe('other-inside', other.role.arn, inside, [other.attachment]);
export const otherOutside = probe('other-outside', other.role.arn, {}, [other.attachment]);

export const bucketName = bucket.bucket;
export const tableName = table.name;
export const keyArn = key.arn;
/** For it the destroyer waits until it may do something. */
export const destroyerRoleArn = pulumi.all([destroyer.role.arn, destroyer.attachment.id]).apply(([arn]) => arn);
