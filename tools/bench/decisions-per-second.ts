import {
  compile,
  compilePolicy,
  decide,
  documentBucketPolicy,
  documentFunctionPolicy,
  requestContext,
  s3ObjectArn,
  type PolicySet,
  type RequestContext,
  type Statement,
} from '@palisade/policies';

const account = '111122223333';
const role = 'arn:aws:iam::111122223333:role/documents';

function policies(): PolicySet {
  const names = {
    region: 'us-east-1',
    account,
    functionName: 'documents',
    logGroup: '/aws/lambda/documents',
    bucket: 'documents',
  };
  const table: Statement = {
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    Resource: 'arn:aws:dynamodb:*:*:table/t',
  };
  const own = compile(documentFunctionPolicy(names)).statements.map(({ source }) => source);
  const bucket = documentBucketPolicy({
    account,
    bucket: 'documents',
    functionRoleArn: role,
    endpointId: 'vpce-1',
    deployerArns: [role],
  });
  const three = ['DenyInsecureTransport', 'DenyUnlessPrincipalOrEndpoint', 'DenyOtherEncryption'];
  return {
    identity: [
      compilePolicy({ Version: '2012-10-17', Statement: [...own, table] }, { name: 'role', kind: 'identity' }),
    ],
    resource: compilePolicy(
      {
        Version: '2012-10-17',
        Statement: compile(bucket)
          .statements.filter(({ name }) => three.includes(name))
          .map(({ source }) => source),
      },
      { name: 'bucket', kind: 'bucket' },
    ),
  };
}

/** Measures for about `seconds`; `ready` shares one prepared context, otherwise each decision prepares its own. */
export function decisionsPerSecond({ seconds = 1, ready = false } = {}): number {
  const set = policies();
  const record = {
    'aws:PrincipalArn': role,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': 'AssumedRole',
    'aws:PrincipalIsAWSService': false,
    'aws:userid': 'AROAEXAMPLE:documents',
    'aws:SecureTransport': true,
    'aws:RequestedRegion': 'us-east-1',
    'aws:ResourceAccount': account,
    'aws:SourceVpce': 'vpce-1',
    'aws:SourceVpc': 'vpc-1',
    's3:TlsVersion': '1.3',
    's3:x-amz-server-side-encryption': 'AES256',
  };
  const context: RequestContext = ready ? requestContext(record) : record;
  const principal = 'arn:aws:sts::111122223333:assumed-role/documents/documents';
  const arns = Array.from({ length: 1024 }, (_, index) =>
    s3ObjectArn({ bucket: 'documents', key: `ab/${index}.json` }),
  );
  const round = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const resource = { arn: arns[i % 1024] as string, accountId: account };
      const { verdict } = decide({ principal, action: 's3:PutObject', resource, context }, set);
      if (verdict !== 'Allowed') throw new Error(`Expected Allowed, got ${verdict}`);
    }
  };
  round(100_000);
  let done = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    round(10_000);
    done += 10_000;
  }
  return Math.round((done / (performance.now() - start)) * 1000);
}
