const names = (...eventNames: readonly string[]): string =>
  eventNames.map((name) => `($.eventName=${name})`).join(' || ');

const of = (source: string, ...eventNames: readonly string[]): string =>
  `{($.eventSource=${source}.amazonaws.com) && (${names(...eventNames)})}`;

/**
 * The filter patterns of the CIS AWS Foundations Benchmark, by the control that asks for them.
 * Source: AWS Security Hub User Guide, "Security Hub controls for CloudWatch", CloudWatch.1 to CloudWatch.14.
 */
export const cisPatterns = {
  1: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  2: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  3: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  4: of(
    'iam',
    ...['DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy'],
    ...['PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion'],
    ...['AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy', 'DetachUserPolicy', 'AttachGroupPolicy'],
    'DetachGroupPolicy',
  ),
  5: `{${names('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')}}`,
  6: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  7: of('kms', 'DisableKey', 'ScheduleKeyDeletion'),
  8: of(
    's3',
    ...['PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication'],
    ...['DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication'],
  ),
  9: of(
    'config',
    ...['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'],
  ),
  10: `{${names(
    ...['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress'],
    ...['RevokeSecurityGroupEgress', 'CreateSecurityGroup', 'DeleteSecurityGroup'],
  )}}`,
  11: `{${names(
    ...['CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry'],
    ...['ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation'],
  )}}`,
  12: `{${names(
    ...['CreateCustomerGateway', 'DeleteCustomerGateway', 'AttachInternetGateway', 'CreateInternetGateway'],
    ...['DeleteInternetGateway', 'DetachInternetGateway'],
  )}}`,
  13: of(
    'ec2',
    ...['CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation', 'DeleteRouteTable'],
    ...['DeleteRoute', 'DisassociateRouteTable'],
  ),
  14: `{${names(
    ...['CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AcceptVpcPeeringConnection', 'CreateVpcPeeringConnection'],
    ...['DeleteVpcPeeringConnection', 'RejectVpcPeeringConnection', 'AttachClassicLinkVpc', 'DetachClassicLinkVpc'],
    ...['DisableVpcClassicLink', 'EnableVpcClassicLink'],
  )}}`,
} as const;

export type CisControl = keyof typeof cisPatterns;

/** The events a pattern asks for by name. */
export const eventsOf = (pattern: string): readonly string[] =>
  [...pattern.matchAll(/\$\.eventName=(\w+)\)/g)].map(([, name = '']) => name);
