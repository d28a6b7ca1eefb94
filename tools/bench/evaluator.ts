import { compilePolicy, decide, requestContext } from '@palisade/policies';
import type { AccessRequest, PolicySet } from '@palisade/policies';
import type { BenchRow } from './row.ts';

const RUNS = 400_000;
const TARGET = 500_000;
const ACCOUNT = '111122223333';
const BUCKET = 'arn:aws:s3:::documents-111122223333';
const FUNCTION_LOGS = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/documents`;

/** A five-statement role policy with a three-statement bucket policy, beside the least a decision could be: a string comparison. */
export function benchEvaluator(): BenchRow[] {
  const decisions = perSecond(() => decide(request, policies).verdict === 'Allowed');
  const floor = perSecond((index) => JSON.parse(NAMES[index % NAMES.length] ?? '') === request.action);
  return [
    {
      name: 'policy evaluator, one core',
      value: `${Math.round(decisions).toLocaleString('en')} /s`,
      baseline: `${Math.round(floor).toLocaleString('en')} JSON.parse/s`,
      ratio: (decisions / floor).toFixed(2),
      target: `>= ${TARGET.toLocaleString('en')} /s`,
      met: decisions >= TARGET,
    },
  ];
}

const NAMES = ['"s3:PutObject"', '"s3:GetObject"'];

const policies: PolicySet = {
  identity: [
    compilePolicy(
      {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Write', Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*` },
          {
            Sid: 'Logs',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `${FUNCTION_LOGS}:*`,
          },
          { Sid: 'Group', Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: FUNCTION_LOGS },
          {
            Sid: 'Network',
            Effect: 'Allow',
            Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'],
            Resource: '*',
          },
          {
            Sid: 'NotFromCode',
            Effect: 'Deny',
            Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'],
            Resource: '*',
            Condition: {
              ArnEquals: { 'lambda:SourceFunctionArn': `arn:aws:lambda:us-east-1:${ACCOUNT}:function:documents` },
            },
          },
        ],
      },
      { name: 'documents-role', kind: 'identity' },
    ),
  ],
  resource: compilePolicy(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DenyInsecureTransport',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [BUCKET, `${BUCKET}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Sid: 'DenyUnlessRoleOrEndpoint',
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
          Resource: [BUCKET, `${BUCKET}/*`],
          Condition: {
            ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/documents` },
            StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' },
          },
        },
        {
          Sid: 'DenyWrongEncryption',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:PutObject',
          Resource: `${BUCKET}/*`,
          Condition: { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': 'AES256' } },
        },
      ],
    },
    { name: 'documents-bucket', kind: 'bucket' },
  ),
};

const request: AccessRequest = {
  principal: `arn:aws:sts::${ACCOUNT}:assumed-role/documents/documents`,
  action: 's3:PutObject',
  resource: { arn: `${BUCKET}/ab/report.pdf`, accountId: ACCOUNT },
  context: requestContext({
    'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/documents`,
    'aws:PrincipalAccount': ACCOUNT,
    'aws:SecureTransport': 'true',
    'aws:SourceVpce': 'vpce-0123456789abcdef0',
    's3:x-amz-server-side-encryption': 'AES256',
  }),
};

function perSecond(task: (index: number) => boolean): number {
  for (let index = 0; index < RUNS / 4; index++) task(index);
  let hits = 0;
  const started = performance.now();
  for (let index = 0; index < RUNS; index++) if (task(index)) hits++;
  const seconds = (performance.now() - started) / 1000;
  if (hits === 0) throw new Error('The bench measured a task that never succeeds.');
  return RUNS / seconds;
}
