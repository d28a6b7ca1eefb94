import {
  executeApiArn,
  formatArn,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  s3BucketArn,
  s3ObjectArn,
  serviceLinkedRolesArn,
  type ApiMethod,
  type PolicyDocument,
  type Statement,
} from '@palisade/policies';
import type { Place } from '../blueprint.ts';

// Every policy of the system as a pure function of plain strings: Pulumi's outputs meet them in policy-json.ts only.

const document = (...statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** Who may assume a role that only one AWS service uses. */
export function serviceTrust(service: string, condition?: Statement['Condition']): PolicyDocument {
  return document({
    Sid: 'ServiceAssumes',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(condition !== undefined && { Condition: condition }),
  });
}

/** Who may assume a role that people or systems use. */
export function callerTrust(callerArns: readonly string[]): PolicyDocument {
  return document({ Sid: 'CallersAssume', Effect: 'Allow', Principal: { AWS: callerArns }, Action: 'sts:AssumeRole' });
}

const attachInterfaces = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * What the requirement grants the function, and nothing else. The network interface actions have no narrower resource; the
 * Deny keeps them for the Lambda service, out of reach of the function's own code.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export function handlerPermissions(
  at: Place & { bucket: string; functionName: string; logGroup: string },
): PolicyDocument {
  const group = { ...at, group: at.logGroup };
  return document(
    { Sid: 'WriteDocuments', Effect: 'Allow', Action: 's3:PutObject', Resource: s3ObjectArn({ ...at, key: '*' }) },
    {
      Sid: 'OwnLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [logGroupArn(group), logGroupContentsArn(group)],
    },
    { Sid: 'VpcInterfaces', Effect: 'Allow', Action: attachInterfaces, Resource: '*' },
    {
      Sid: 'DenyInterfacesFromCode',
      Effect: 'Deny',
      Action: [...attachInterfaces, 'ec2:DetachNetworkInterface'],
      Resource: '*',
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': lambdaFunctionArn({ ...at, name: at.functionName }) } },
    },
  );
}

/** What may pass the endpoint: the handler writing documents, nothing else and nobody else. */
export function endpointPolicy(at: Place & { bucket: string; handlerRoleArn: string }): PolicyDocument {
  return document({
    Sid: 'HandlerWritesDocuments',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: s3ObjectArn({ ...at, key: '*' }),
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': at.handlerRoleArn },
      StringEquals: { 'aws:PrincipalAccount': at.account, 'aws:ResourceAccount': at.account },
    },
  });
}

/**
 * The bucket policy. `DenyUnlessRoleOrEndpoint` is the requirement's own sentence; the two statements after it ask more of
 * whoever touches objects: the role AND the endpoint. Administrators stay exempt from the first only, or nobody could
 * repair or delete the bucket; AWS's own services (log delivery, Config) are exempt throughout.
 */
export function documentsBucketPolicy(
  at: Place & {
    bucket: string;
    handlerRoleArn: string;
    endpointId: string;
    administratorArns: readonly string[];
    readerArns: readonly string[];
  },
): PolicyDocument {
  const bucket = s3BucketArn(at);
  const objects = s3ObjectArn({ ...at, key: '*' });
  const everyone = { Effect: 'Deny', Principal: '*' } as const;
  const notAService = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };
  const notThroughEndpoint = { StringNotEquals: { 'aws:SourceVpce': at.endpointId } };
  const exempt = [at.handlerRoleArn, ...at.administratorArns, ...at.readerArns, serviceLinkedRolesArn(at)];
  return document(
    ...tlsOnly(at),
    {
      Sid: 'DenyUnlessRoleOrEndpoint',
      ...everyone,
      Action: '*',
      Resource: [bucket, objects],
      Condition: { ArnNotLike: { 'aws:PrincipalArn': exempt }, ...notThroughEndpoint, ...notAService },
    },
    {
      Sid: 'WritesOnlyByRole',
      ...everyone,
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': at.handlerRoleArn }, ...notAService },
    },
    {
      Sid: 'WritesOnlyViaEndpoint',
      ...everyone,
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { ...notThroughEndpoint, ...notAService },
    },
    {
      Sid: 'ReadsOnlyByReaders',
      ...everyone,
      Action: 's3:GetObject*',
      Resource: objects,
      Condition: {
        ...(at.readerArns.length > 0 && { ArnNotEquals: { 'aws:PrincipalArn': at.readerArns } }),
        ...notAService,
      },
    },
    {
      Sid: 'DenyOtherEncryption',
      ...everyone,
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': 'AES256' } },
    },
  );
}

/** The log bucket takes access logs of one bucket from S3 itself. */
export function logBucketPolicy(at: Place & { bucket: string; prefix: string; sourceBucket: string }): PolicyDocument {
  return document(...tlsOnly(at), {
    Sid: 'TakeAccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: s3ObjectArn({ ...at, key: `${at.prefix}*` }),
    Condition: {
      ArnLike: { 'aws:SourceArn': s3BucketArn({ ...at, bucket: at.sourceBucket }) },
      StringEquals: { 'aws:SourceAccount': at.account },
    },
  });
}

function tlsOnly(at: Place & { bucket: string }): readonly Statement[] {
  const all = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [s3BucketArn(at), s3ObjectArn({ ...at, key: '*' })],
  } as const;
  return [
    { Sid: 'DenyInsecureTransport', ...all, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'DenyOldTls', ...all, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ];
}

/** A client may submit documents: this method of this stage of this API. */
export function clientPermissions(at: ApiMethod): PolicyDocument {
  return document({
    Sid: 'SubmitDocuments',
    Effect: 'Allow',
    Action: 'execute-api:Invoke',
    Resource: executeApiArn(at),
  });
}

/** The verifier may look: documents, and the logs of this stack. */
export function verifierPermissions(at: Place & { bucket: string; logGroups: readonly string[] }): PolicyDocument {
  return document(
    { Sid: 'ReadDocuments', Effect: 'Allow', Action: 's3:GetObject', Resource: s3ObjectArn({ ...at, key: '*' }) },
    {
      Sid: 'ReadLogs',
      Effect: 'Allow',
      Action: ['logs:FilterLogEvents', 'logs:GetLogEvents'],
      Resource: at.logGroups.map((group) => logGroupContentsArn({ ...at, group })),
    },
  );
}

export function auditorPermissions(at: Place & { logGroup: string }): PolicyDocument {
  return document({
    Sid: 'ReadHandlerLog',
    Effect: 'Allow',
    Action: ['logs:GetLogEvents', 'logs:FilterLogEvents'],
    Resource: [logGroupArn({ ...at, group: at.logGroup }), logGroupContentsArn({ ...at, group: at.logGroup })],
  });
}

/** VPC Flow Logs, for this account's flow logs only. */
export function flowLogTrust(at: Place): PolicyDocument {
  return serviceTrust('vpc-flow-logs.amazonaws.com', {
    StringEquals: { 'aws:SourceAccount': at.account },
    ArnLike: { 'aws:SourceArn': formatArn({ ...at, service: 'ec2', resource: 'vpc-flow-log/*' }) },
  });
}

export function flowLogPermissions(at: Place & { logGroup: string }): PolicyDocument {
  return document({
    Sid: 'WriteFlowLog',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
    Resource: [logGroupArn({ ...at, group: at.logGroup }), logGroupContentsArn({ ...at, group: at.logGroup })],
  });
}

/**
 * API Gateway writes into every log group its APIs name, so the account-wide role covers the account's groups. The actions are
 * those of AWS's AmazonAPIGatewayPushToCloudWatchLogs, which `UpdateAccount` looks for.
 */
export function apiGatewayLogPermissions(at: Place): PolicyDocument {
  return document({
    Sid: 'WriteApiLogs',
    Effect: 'Allow',
    Action: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:GetLogEvents',
      'logs:FilterLogEvents',
    ],
    Resource: logGroupArn({ ...at, group: '*' }),
  });
}
