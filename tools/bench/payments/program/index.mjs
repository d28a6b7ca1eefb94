// A function that answers at once, behind one API with two stages, one of them behind a web ACL, and two names that lead there: one asks for client
// certificates, the other does not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const ZONE = 'bench.palisade.test';
const provider = new aws.Provider('aws', { region: 'us-east-1' });
const options = { provider };

const role = new aws.iam.Role(
  'pay',
  {
    name: 'bench-pay',
    assumeRolePolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
  options,
);
const handler = new aws.lambda.Function(
  'pay',
  {
    name: 'bench-pay',
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
  'pay',
  { name: 'bench-pay', endpointConfiguration: { types: 'REGIONAL' } },
  options,
);
const resource = new aws.apigateway.Resource(
  'pay',
  { restApi: api.id, parentId: api.rootResourceId, pathPart: 'pay' },
  options,
);
const place = { restApi: api.id, resourceId: resource.id };
const method = new aws.apigateway.Method('pay', { ...place, httpMethod: 'POST', authorization: 'NONE' }, options);
const integration = new aws.apigateway.Integration(
  'pay',
  {
    ...place,
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
    sourceArn: pulumi.interpolate`${api.executionArn}/*/POST/pay`,
  },
  options,
);
const deployment = new aws.apigateway.Deployment('pay', { restApi: api.id }, { ...options, dependsOn: [integration] });
const [open, guarded] = ['open', 'guarded'].map(
  (stageName) =>
    new aws.apigateway.Stage(stageName, { restApi: api.id, deployment: deployment.id, stageName }, options),
);

const visibilityConfig = (metricName) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});
const rule = (name, priority, body) => ({ name, priority, ...body, visibilityConfig: visibilityConfig(name) });
const group = (name, priority) =>
  rule(name, priority, {
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
  });
const acl = new aws.wafv2.WebAcl(
  'pay',
  {
    name: 'bench-pay',
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    rules: [
      // As many as there can be: what is measured is the counting.
      rule('rate', 0, {
        action: { block: {} },
        statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 2_000_000_000 } },
      }),
      group('AWSManagedRulesCommonRuleSet', 1),
      group('AWSManagedRulesKnownBadInputsRuleSet', 2),
      group('AWSManagedRulesSQLiRuleSet', 3),
      group('AWSManagedRulesLinuxRuleSet', 4),
    ],
    visibilityConfig: visibilityConfig('bench-pay'),
  },
  options,
);
new aws.wafv2.WebAclAssociation(
  'pay',
  { resourceArn: guarded.arn, webAclArn: acl.arn },
  { ...options, dependsOn: [guarded] },
);

const bucket = new aws.s3.Bucket('truststore', { bucket: 'bench-truststore', forceDestroy: true }, options);
const versioning = new aws.s3.BucketVersioning(
  'truststore',
  { bucket: bucket.bucket, versioningConfiguration: { status: 'Enabled' } },
  options,
);
const truststore = new aws.s3.BucketObjectv2(
  'truststore',
  {
    bucket: bucket.bucket,
    key: 'truststore.pem',
    content: readFileSync(join(process.env.PALISADE_HOME, 'certs', 'ca.pem'), 'utf8'),
  },
  { ...options, dependsOn: [versioning] },
);

const zone = new aws.route53.Zone('pay', { name: ZONE }, options);
const domain = (name, inputs) => {
  const domainName = `${name}.${ZONE}`;
  const certificate = new aws.acm.Certificate(name, { domainName, validationMethod: 'DNS' }, options);
  const asked = certificate.domainValidationOptions[0];
  const proof = new aws.route53.Record(
    `${name}-proof`,
    {
      zoneId: zone.zoneId,
      name: asked.resourceRecordName,
      type: asked.resourceRecordType,
      records: [asked.resourceRecordValue],
      ttl: 60,
    },
    options,
  );
  const valid = new aws.acm.CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: [proof.fqdn] },
    options,
  );
  const made = new aws.apigateway.DomainName(
    name,
    {
      domainName,
      regionalCertificateArn: valid.certificateArn,
      endpointConfiguration: { types: 'REGIONAL' },
      securityPolicy: 'TLS_1_2',
      ...inputs,
    },
    options,
  );
  for (const stage of [open, guarded])
    stage.stageName.apply(
      (basePath) =>
        new aws.apigateway.BasePathMapping(
          `${name}-${basePath}`,
          { restApi: api.id, stageName: stage.stageName, domainName: made.domainName, basePath },
          options,
        ),
    );
};
domain('plain', {});
domain('mutual', {
  mutualTlsAuthentication: {
    truststoreUri: pulumi.interpolate`s3://${truststore.bucket}/${truststore.key}`,
    truststoreVersion: truststore.versionId,
  },
});
