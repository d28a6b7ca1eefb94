import { allow, deny, type Examples } from './example.ts';

const object = 'arn:aws:s3:::docs/*';

export const examplesNToZ: Record<string, Examples> = {
  'needs-every-resource': {
    bad: [
      ['identity', allow({ Action: 'ec2:DescribeSubnets', Resource: 'arn:aws:ec2:us-east-1:111122223333:subnet/*' })],
    ],
    good: [['identity', allow({ Action: 'ec2:DescribeSubnets', Resource: '*' })]],
  },
  'open-to-everyone': {
    bad: [
      ['bucket', allow({ Principal: '*' })],
      [
        'queue',
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'sqs:SendMessage',
          Resource: 'arn:aws:sqs:us-east-1:111122223333:q',
        },
      ],
      ['endpoint', allow({ Principal: '*' })],
    ],
    good: [
      ['bucket', allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
      ['bucket', allow({ Principal: { AWS: '111122223333' } })],
      ['endpoint', allow({ Principal: '*', Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } })],
    ],
  },
  'operator-for-key': {
    bad: [
      ['identity', allow({ Condition: { StringEquals: { 'aws:SecureTransport': 'true' } } })],
      ['identity', allow({ Condition: { StringEquals: { 's3:RequestObjectTagKeys': 'a' } } })],
      ['identity', deny({ Condition: { 'ForAllValues:StringEquals': { 'aws:SourceVpce': 'vpce-1' } } })],
      ['identity', allow({ Condition: { StringEquals: { 'aws:SourceIp': '10.0.0.1' } } })],
    ],
    good: [
      ['identity', allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      [
        'identity',
        allow({
          Action: 's3:PutObject',
          Condition: { 'ForAnyValue:StringEquals': { 's3:RequestObjectTagKeys': 'a' } },
        }),
      ],
      ['identity', allow({ Condition: { ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:111122223333:vpc/vpc-1' } } })],
      ['identity', allow({ Condition: { NumericLessThan: { 'aws:EpochTime': '1767225600' } } })],
      [
        'identity',
        allow({
          Condition: {
            IpAddress: { 'aws:SourceIp': '10.0.0.1' },
            StringEquals: { 'aws:SourceArn': 'arn:aws:s3:::docs' },
          },
        }),
      ],
    ],
  },
  'resource-never-matches': {
    bad: [
      ['identity', allow({ Action: 's3:ListBucket', Resource: object })],
      ['identity', allow({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::docs' })],
      [
        'identity',
        allow({ Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t/index/i' }),
      ],
      ['identity', allow({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sns:us-east-1:111122223333:t' })],
    ],
    good: [
      ['identity', allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::docs' })],
      ['identity', allow({ Action: ['s3:ListBucket', 's3:GetObject'], Resource: ['arn:aws:s3:::docs', object] })],
      ['identity', allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::${aws:PrincipalTag/bucket}' })],
      ['identity', allow({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/service/r' })],
      [
        'identity',
        allow({
          Action: 'logs:FilterLogEvents',
          Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f:*',
        }),
      ],
    ],
  },
  'undecidable-condition': {
    bad: [
      ['identity', deny({ Condition: { StringIs: { 'aws:SourceVpce': 'vpce-1' } } })],
      ['identity', allow({ Condition: { NumericLessThan: { 's3:TlsVersion': '1,2' } } })],
    ],
    good: [['identity', allow({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })]],
  },
  'unknown-action': {
    bad: [
      ['identity', allow({ Action: 's3:PutObjekt' })],
      ['identity', allow({ Action: 'dyanmodb:PutItem', Resource: '*' })],
      ['identity', deny({ Action: 's3:Putt*' })],
      ['identity', deny({ Action: 'PutObject' })],
    ],
    good: [
      ['identity', allow({ Action: 'S3:getobject' })],
      ['identity', deny({ Action: ['s3:Put*', '*'] })],
    ],
  },
  'unknown-key': {
    bad: [
      ['identity', allow({ Condition: { StringEquals: { 'aws:SorceVpce': 'vpce-1' } } })],
      ['identity', deny({ Condition: { StringEquals: { 'aws:SorceVpce': 'vpce-1' } } })],
      ['identity', allow({ Condition: { StringNotEquals: { 'aws:SorceVpce': 'vpce-1' } } })],
    ],
    good: [
      [
        'identity',
        allow({ Condition: { StringEquals: { 'AWS:sourcevpce': 'vpce-1', 'aws:PrincipalTag/team': 'red' } } }),
      ],
      ['identity', allow({ Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'red' } } })],
    ],
  },
  'unknown-service': {
    bad: [
      [
        'identity',
        allow({ Action: 'gamelift:CreateFleet', Resource: 'arn:aws:gamelift:us-east-1:111122223333:fleet/f' }),
      ],
    ],
    good: [['identity', allow({})]],
  },
  'variable-in-old-version': {
    bad: [['identity', allow({ Resource: 'arn:aws:s3:::docs/${aws:username}/*' }), '2008-10-17']],
    good: [['identity', allow({ Resource: 'arn:aws:s3:::docs/${aws:username}/*' })]],
  },
  'wildcard-in-allow': {
    bad: [
      ['identity', allow({ Action: 's3:Get*' })],
      ['identity', { Effect: 'Allow', NotAction: 'iam:CreateUser', Resource: object }],
    ],
    good: [
      ['identity', allow({})],
      ['identity', deny({ Action: 's3:Get*' })],
      ['boundary', { Effect: 'Allow', Action: '*', Resource: '*' }],
    ],
  },
  'wildcard-in-equals': {
    bad: [['identity', allow({ Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-*' } } })]],
    good: [
      ['identity', allow({ Action: 's3:PutObject', Condition: { StringLike: { 's3:x-amz-acl': 'bucket-*' } } })],
      ['identity', allow({ Action: 's3:PutObject', Condition: { StringEquals: { 's3:x-amz-acl': '${*}' } } })],
    ],
  },

  'wildcard-in-resource': {
    bad: [
      ['identity', allow({ Resource: 'arn:aws:s3:::docs*/*' })],
      ['identity', allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::*' })],
      ['identity', allow({ Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:*:111122223333:table/t' })],
      ['identity', allow({ Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:us-east-1:*:table/t' })],
      ['identity', allow({ Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/*' })],
      ['identity', allow({ Action: 'kms:Decrypt', Resource: 'arn:aws:kms:us-east-1:111122223333:key/*' })],
      [
        'identity',
        allow({
          Action: 'logs:PutLogEvents',
          Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/*:*',
        }),
      ],
      [
        'identity',
        allow({
          Action: 'execute-api:Invoke',
          Resource: 'arn:aws:execute-api:us-east-1:111122223333:*/v1/POST/documents',
        }),
      ],
    ],
    good: [
      [
        'identity',
        allow({ Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t/index/*' }),
      ],
      [
        'identity',
        allow({
          Action: 'logs:FilterLogEvents',
          Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f:*',
        }),
      ],
      [
        'identity',
        allow({ Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:us-east-1:111122223333:a1/*' }),
      ],
      ['identity', allow({ Resource: 'arn:aws:s3:::${aws:PrincipalTag/bucket}/*' })],
      [
        'identity',
        allow({ Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f:*' }),
      ],
      ['identity', deny({ Resource: 'arn:aws:s3:::docs*/*' })],
      ['boundary', allow({ Resource: 'arn:aws:s3:::docs*/*' })],
    ],
  },
};
