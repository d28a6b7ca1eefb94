import { describe, expect, test } from '@jest/globals';
import { apiPolicyProblems } from './apigateway/resources/api-policy.ts';
import { checkTablePolicy } from './dynamodb/resources/policy-check.ts';
import { checkEndpointPolicy } from './ec2/endpoint-policy.ts';
import { checkPolicyText, limits } from './iam/policy-check.ts';
import { logResourcePolicy } from './logs/resources/log-resource-policy.ts';
import { checkPolicyDocument } from './s3/configuration/policy-document.ts';
import { checkTopicPolicy } from './sns/resources/topic-policy.ts';
import { checkQueuePolicy } from './sqs/resources/queue-policy.ts';

interface Check {
  readonly code: string;
  /** Of a statement that is fine there. */
  readonly statement: Readonly<Record<string, unknown>>;
  readonly problems: (text: string) => readonly string[];
}

const context = {} as Parameters<NonNullable<typeof logResourcePolicy.check>>[1];
const bucket = 'arn:aws:s3:::b';
const here = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const tableArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/t';
const everyone = { Effect: 'Allow', Principal: '*' };
const checks: Readonly<Record<string, Check>> = {
  'an identity policy': {
    code: 'MalformedPolicyDocument',
    statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
    problems: (text) => checkPolicyText(text, 'identity', limits.managed),
  },
  'a trust policy': {
    code: 'MalformedPolicyDocument',
    statement: { ...everyone, Action: 'sts:AssumeRole' },
    problems: (text) => checkPolicyText(text, 'trust', limits.trust),
  },
  'a bucket policy': {
    code: 'MalformedPolicy',
    statement: { ...everyone, Action: 's3:GetObject', Resource: `${bucket}/*` },
    problems: (text) => checkPolicyDocument(text, bucket),
  },
  'the policy of a gateway endpoint': {
    code: 'InvalidPolicyDocument',
    statement: { ...everyone, Action: 's3:GetObject', Resource: '*' },
    problems: (text) => checkEndpointPolicy(text, 'Gateway'),
  },
  'the policy of an interface endpoint': {
    code: 'InvalidPolicyDocument',
    statement: { ...everyone, Action: 'logs:PutLogEvents', Resource: '*' },
    problems: (text) => checkEndpointPolicy(text, 'Interface'),
  },
  'a queue policy': {
    code: 'InvalidAttributeValue',
    statement: { ...everyone, Action: 'sqs:SendMessage', Resource: '*' },
    problems: checkQueuePolicy,
  },
  'a topic policy': {
    code: 'InvalidParameter',
    statement: { ...everyone, Action: 'sns:Publish', Resource: '*' },
    problems: checkTopicPolicy,
  },
  'the policy of a table': {
    code: 'ValidationException',
    statement: {
      Effect: 'Allow',
      Principal: { AWS: '123456789012' },
      Action: 'dynamodb:GetItem',
      Resource: tableArn,
    },
    problems: (text) => checkTablePolicy(text, { ...here, resourceArn: tableArn, confirmed: false }),
  },
  'the policy of an API': {
    code: 'BadRequestException',
    statement: { ...everyone, Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
    problems: apiPolicyProblems,
  },
  'a resource policy of CloudWatch Logs': {
    code: 'InvalidParameterException',
    statement: {
      Effect: 'Allow',
      Principal: { Service: 'x.amazonaws.com' },
      Action: 'logs:PutLogEvents',
      Resource: '*',
    },
    problems: (policyDocument) => logResourcePolicy.check?.({ policyDocument, policyName: 'p' }, context) ?? [],
  },
};

describe.each(Object.entries(checks))('%s', (_name, { code, statement, problems }) => {
  const text = (changes: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...changes }] });

  test('is taken if it is fine', () => {
    expect(problems(text({}))).toEqual([]);
    expect(problems(text({ Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } } }))).toEqual([]);
  });

  test.each([
    ['is no JSON', '{'],
    ['is no document', 'null'],
    ['has an unknown effect', text({ Effect: 'Maybe' })],
    ['has an operator nobody knows', text({ Condition: { StringSoundsLike: { 'aws:PrincipalAccount': '1' } } })],
  ])('is refused in the words of its service if it %s', (_what, document) => {
    const found = problems(document);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${code}: `));
  });
});
