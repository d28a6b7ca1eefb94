import type { LogMetric } from '../../components/log-metrics.ts';

/**
 * What the CIS AWS Foundations Benchmark wants alarms on, counted in the log of the trail. `PutKeyPolicy` is beyond it: whoever gives a
 * key to others need not disable it.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const accountEvents: readonly LogMetric[] = [
  {
    type: 'root-use',
    metric: 'RootUse',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    description: 'Somebody uses the root user',
    above: 0,
    minutes: 5,
  },
  {
    type: 'denied-aws-calls',
    metric: 'DeniedAwsCalls',
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    description: 'Somebody is denied calls of AWS',
    above: 4,
    minutes: 5,
  },
  {
    type: 'sign-ins-without-mfa',
    metric: 'SignInsWithoutMfa',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    description: 'Somebody signs in to the console without a second factor',
    above: 0,
    minutes: 5,
  },
  {
    type: 'failed-sign-ins',
    metric: 'FailedSignIns',
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
    description: 'Somebody tries passwords of the console',
    above: 2,
    minutes: 5,
  },
  {
    type: 'iam-changes',
    metric: 'IamChanges',
    pattern: called('iam', [
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ]),
    description: 'Who may do what in the account is changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'trail-changes',
    metric: 'TrailChanges',
    pattern: called('cloudtrail', ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']),
    description: 'A trail is changed or stopped',
    above: 0,
    minutes: 5,
  },
  {
    type: 'key-changes',
    metric: 'KeyChanges',
    pattern: called('kms', ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy']),
    description: 'A key is disabled, deleted or given to others',
    above: 0,
    minutes: 5,
  },
  {
    type: 'bucket-policy-changes',
    metric: 'BucketPolicyChanges',
    pattern: called('s3', [
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ]),
    description: 'Who may use a bucket, or how long it keeps what, is changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'config-changes',
    metric: 'ConfigChanges',
    pattern: called('config', [
      'StopConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
      'PutConfigurationRecorder',
    ]),
    description: 'The record of configurations is changed or stopped',
    above: 0,
    minutes: 5,
  },
  {
    type: 'security-group-changes',
    metric: 'SecurityGroupChanges',
    pattern: called('ec2', [
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    ]),
    description: 'Security groups are changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'network-acl-changes',
    metric: 'NetworkAclChanges',
    pattern: called('ec2', [
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    ]),
    description: 'Network ACLs are changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'gateway-changes',
    metric: 'GatewayChanges',
    pattern: called('ec2', [
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ]),
    description: 'Ways to the internet are changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'route-changes',
    metric: 'RouteChanges',
    pattern: called('ec2', [
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    ]),
    description: 'Routes are changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'vpc-changes',
    metric: 'VpcChanges',
    pattern: called('ec2', [
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
    ]),
    description: 'VPCs are changed or joined to others',
    above: 0,
    minutes: 5,
  },
];

/** One of these calls of a service, done or tried. */
export function called(service: string, names: readonly string[]): string {
  return `{ ($.eventSource = "${service}.amazonaws.com") && (${anyOf('$.eventName', names)}) }`;
}

export function anyOf(selector: string, values: readonly string[]): string {
  return values.map((value) => `(${selector} = "${value}")`).join(' || ');
}
