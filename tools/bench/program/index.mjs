// A bucket to put into, a function that answers at once behind an open REST method, and three log groups: in the clear, encrypted, and with a data
// protection policy.
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const provider = new aws.Provider('aws', { region: 'us-east-1' });
const options = { provider };

const bucket = new aws.s3.Bucket('bench', { bucket: 'bench-documents', forceDestroy: true }, options);
const role = new aws.iam.Role(
  'bench',
  {
    name: 'bench-function',
    assumeRolePolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
  options,
);
const logGroup = new aws.cloudwatch.LogGroup('bench', { name: '/aws/lambda/bench', retentionInDays: 1 }, options);
new aws.iam.RolePolicy(
  'logs',
  {
    name: 'logs',
    role: role.name,
    policy: logGroup.arn.apply((arn) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `${arn}:*` }],
      }),
    ),
  },
  options,
);
const handler = new aws.lambda.Function(
  'bench',
  {
    name: 'bench',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    role: role.arn,
    memorySize: 128,
    code: new pulumi.asset.AssetArchive({
      'index.js': new pulumi.asset.StringAsset(
        'exports.handler = async () => ({ statusCode: 200, headers: { "content-type": "text/plain" }, body: "ok" });\n',
      ),
    }),
  },
  options,
);

const api = new aws.apigateway.RestApi(
  'bench',
  { name: 'bench', endpointConfiguration: { types: 'REGIONAL' } },
  options,
);
const method = new aws.apigateway.Method(
  'get',
  { restApi: api.id, resourceId: api.rootResourceId, httpMethod: 'GET', authorization: 'NONE' },
  options,
);
const integration = new aws.apigateway.Integration(
  'get',
  {
    restApi: api.id,
    resourceId: api.rootResourceId,
    httpMethod: method.httpMethod,
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: handler.invokeArn,
  },
  options,
);
new aws.lambda.Permission(
  'api',
  {
    action: 'lambda:InvokeFunction',
    function: handler.name,
    principal: 'apigateway.amazonaws.com',
    sourceArn: pulumi.interpolate`${api.executionArn}/*/GET/`,
  },
  options,
);
const deployment = new aws.apigateway.Deployment(
  'bench',
  { restApi: api.id },
  { ...options, dependsOn: [integration] },
);
const stage = new aws.apigateway.Stage(
  'bench',
  { restApi: api.id, deployment: deployment.id, stageName: 'bench' },
  options,
);

const allow = (Principal, Action) => ({ Effect: 'Allow', Principal, Action, Resource: '*' });
const account = aws.getCallerIdentityOutput({}, options).accountId;
const key = new aws.kms.Key(
  'logs',
  {
    policy: account.apply((id) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          allow({ AWS: id }, 'kms:*'),
          allow({ Service: 'logs.us-east-1.amazonaws.com' }, [
            'kms:Encrypt*',
            'kms:Decrypt*',
            'kms:ReEncrypt*',
            'kms:GenerateDataKey*',
            'kms:Describe*',
          ]),
        ],
      }),
    ),
  },
  options,
);
new aws.cloudwatch.LogGroup('clear', { name: '/bench/clear', retentionInDays: 1 }, options);
new aws.cloudwatch.LogGroup('encrypted', { name: '/bench/encrypted', retentionInDays: 1, kmsKeyId: key.arn }, options);
const protectedGroup = new aws.cloudwatch.LogGroup(
  'protected',
  { name: '/bench/protected', retentionInDays: 1 },
  options,
);
const dataIdentifiers = ['CreditCardNumber', 'CreditCardSecurityCode', 'EmailAddress'].map(
  (name) => `arn:aws:dataprotection::aws:data-identifier/${name}`,
);
new aws.cloudwatch.LogDataProtectionPolicy(
  'protected',
  {
    logGroupName: protectedGroup.name,
    policyDocument: aws.cloudwatch.getLogDataProtectionPolicyDocumentOutput(
      {
        name: 'bench',
        statements: [
          { dataIdentifiers, operation: { audit: { findingsDestination: {} } } },
          { dataIdentifiers, operation: { deidentify: { maskConfig: {} } } },
        ],
      },
      options,
    ).json,
  },
  options,
);

export const bucketName = bucket.bucket;
export const url = stage.invokeUrl;
