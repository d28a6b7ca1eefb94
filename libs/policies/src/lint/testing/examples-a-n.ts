import { allow, deny, type Examples } from './example.ts';

const object = 'arn:aws:s3:::docs/*';

export const examplesAToN: Record<string, Examples> = {
  'bool-may-be-absent': {
    bad: [['identity', deny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })]],
    good: [
      ['identity', deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } })],
      ['identity', allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
      ['identity', deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    ],
  },
  'confused-deputy': {
    bad: [
      ['bucket', allow({ Principal: { Service: 'logging.s3.amazonaws.com' } })],
      ['trust', { Effect: 'Allow', Principal: { Service: 'vpc-flow-logs.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      [
        'bucket',
        allow({
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::source' } },
        }),
      ],
      [
        'bucket',
        allow({
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { StringLike: { 'aws:SourceAccount': '*' } },
        }),
      ],
      [
        'bucket',
        allow({
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
        }),
      ],
      [
        'bucket',
        allow({
          Principal: { Service: 'x.amazonaws.com' },
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:*:t' } },
        }),
      ],
    ],
    good: [
      [
        'bucket',
        allow({
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        }),
      ],
      ['trust', { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      [
        'key',
        {
          Effect: 'Allow',
          Principal: { Service: 'logs.us-east-1.amazonaws.com' },
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: {
            ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:111122223333:log-group:/x' },
          },
        },
      ],
    ],
  },
  'deny-hits-services': {
    bad: [['bucket', deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })]],
    good: [
      [
        'bucket',
        deny({
          Principal: '*',
          Condition: {
            StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      [
        'bucket',
        deny({ Principal: '*', Action: 's3:PutObject', Condition: { StringNotEquals: { 's3:x-amz-acl': 'private' } } }),
      ],
      [
        'endpoint',
        deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
      ],
    ],
  },
  'deny-not-principal': {
    bad: [
      ['bucket', { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: object }],
    ],
    good: [['bucket', deny({ Principal: { AWS: '111122223333' } })]],
  },
  'for-all-values-in-allow': {
    bad: [
      [
        'identity',
        allow({
          Action: 'dynamodb:GetItem',
          Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t',
          Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } },
        }),
      ],
    ],
    good: [
      [
        'identity',
        allow({
          Action: 'dynamodb:GetItem',
          Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t',
          Condition: {
            'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] },
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        }),
      ],
    ],
  },
  'gateway-endpoint-principal': {
    bad: [['endpoint', allow({ Principal: { AWS: '111122223333' } })]],
    good: [
      [
        'endpoint',
        allow({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/r' } } }),
      ],
      ['endpoint', { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sns:Publish', Resource: '*' }],
    ],
  },
  'key-never-sent': {
    bad: [
      ['identity', allow({ Condition: { StringEquals: { 's3:prefix': 'a' } } })],
      ['identity', allow({ Condition: { StringNotEquals: { 's3:prefix': 'a' } } })],
      [
        'identity',
        allow({ Action: ['s3:GetObject', 's3:PutObject'], Condition: { StringEquals: { 's3:x-amz-acl': 'private' } } }),
      ],
      ['identity', deny({ Condition: { StringEquals: { 's3:prefix': 'a' } } })],
    ],
    good: [
      [
        'identity',
        allow({
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::docs',
          Condition: { StringEquals: { 's3:prefix': 'a' } },
        }),
      ],
      ['identity', allow({ Action: 's3:PutObject', Condition: { StringEquals: { 's3:x-amz-acl': 'private' } } })],
      // One action that carries the key is enough for a Deny by pattern.
      ['identity', deny({ Action: 's3:*', Condition: { StringEquals: { 's3:prefix': 'a' } } })],
      ['identity', deny({ Action: 's3:*', Condition: { Null: { 's3:prefix': 'true' } } })],
    ],
  },
  'mistyped-key-in-deny': {
    bad: [
      ['bucket', deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:SorceVpce': 'vpce-1' } } })],
      ['identity', deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresnt': 'false' } } })],
      ['identity', deny({ Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } } })],
      [
        'identity',
        deny({
          Action: ['s3:PutObject', 's3:GetObject'],
          Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
        }),
      ],
      [
        'identity',
        deny({ Action: 's3:*', Condition: { 'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['a'] } } }),
      ],
    ],
    good: [
      ['identity', deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } })],
      [
        'identity',
        deny({
          Action: 's3:PutObject',
          Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
        }),
      ],
      [
        'identity',
        deny({ Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } } }),
      ],
    ],
  },
  'needless-every-resource': {
    bad: [['identity', allow({ Resource: '*' })]],
    good: [
      ['identity', allow({})],
      ['identity', allow({ Action: 'ec2:DescribeSubnets', Resource: '*' })],
      ['identity', deny({ Resource: '*' })],
    ],
  },
};
