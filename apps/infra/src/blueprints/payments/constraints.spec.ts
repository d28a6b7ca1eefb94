import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { paymentsReader } from '../../../testing/payments-reader.ts';
import { runPayments } from '../../../testing/run-payments.ts';
import { listed, statement, statements } from '../../../testing/stack-reader.ts';
import { isTaggable } from '../../../testing/taggable.ts';

// The requirement's technical requirements and security constraints. The same is often said in its sections: then this looks at another
// side of it.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runPayments());
});

const { all, bucketPart, buckets, endpoints, keyArn, lambda, one, table, waitsFor } = paymentsReader(() => stack);

const custom = () => stack.graph.resources.filter(({ type }) => type.startsWith('aws:'));
const tagsOf = (outputs: Readonly<Record<string, unknown>>) => outputs['tagsAll'] as Readonly<Record<string, string>>;

describe('Technical Requirements', () => {
  test('All infrastructure defined using Pulumi (in TypeScript): every resource is of the program’s stack', () => {
    for (const { parent, urn } of custom())
      expect({ urn, parent }).toEqual({ urn, parent: expect.stringContaining('PaymentsStack') });
  });

  test('Use Amazon VPC for network isolation with 3 AZs', () => {
    expect(stack.graph.outputs['private_subnet_ids']).toHaveLength(3);
    expect(one('aws:ec2/vpc:Vpc').inputs).toMatchObject({ enableDnsSupport: true, enableDnsHostnames: true });
  });

  test('Use API Gateway with mutual TLS and Lambda integration', () => {
    const url = new URL(stack.output('api_gateway_url'));
    expect(url.hostname).toBe(text(one('aws:apigateway/domainName:DomainName'), 'domainName'));
    expect(one('aws:apigateway/basePathMapping:BasePathMapping').inputs).toMatchObject({
      restApi: stack.output('rest_api_id'),
      stageName: stack.output('stage_name'),
    });
  });

  test('Use AWS Lambda in private subnets with VPC endpoints', () => {
    for (const endpoint of Object.values(endpoints())) expect(waitsFor(lambda(), endpoint)).toBe(true);
  });

  test('Use Amazon S3 with encryption, versioning, and public access blocking', () => {
    for (const bucket of buckets()) {
      for (const part of ['public-access', 'ownership', 'versioning', 'encryption', 'lifecycle', 'policy']) {
        const found = stack.graph.resources.filter(({ name }) => name === `${bucket}-${part}`);
        expect({ bucket, part, found: found.length }).toEqual({ bucket, part, found: 1 });
      }
    }
  });

  test('Use AWS WAF with OWASP Top 10 rule set attached to API Gateway', () => {
    expect(one('aws:wafv2/webAcl:WebAcl').inputs).toMatchObject({ scope: 'REGIONAL', defaultAction: { allow: {} } });
  });

  test('Use AWS KMS for customer-managed encryption keys with automatic rotation', () => {
    for (const { outputs } of all('aws:kms/key:Key')) expect(outputs['enableKeyRotation']).toBe(true);
    const aliases = all('aws:kms/alias:Alias').map((alias) => text(alias, 'name'));
    expect(aliases.sort()).toEqual(
      ['dynamodb', 'logs', 'operations', 's3'].map((kind) => `alias/payment-${kind}-local`),
    );
  });

  test('Use Amazon CloudWatch Logs with encryption and 90-day retention', () => {
    expect(stack.graph.outputs['log_group_names']).toHaveLength(6);
    expect(stack.graph.outputs['log_retention_days']).toBe(90);
    expect(stack.graph.outputs['log_key_arns']).toEqual([keyArn('logs')]);
  });

  test('Use Amazon DynamoDB with point-in-time recovery and encryption', () => {
    const { inputs } = table('transactions');
    expect(inputs).toMatchObject({ pointInTimeRecovery: { enabled: true }, serverSideEncryption: { enabled: true } });
  });

  test('Use AWS IAM for least privilege access control: no action is a wildcard, no policy of AWS’s own', () => {
    for (const policy of all('aws:iam/policy:Policy')) {
      const granted = statements(policy).filter(({ Effect }) => Effect === 'Allow');
      expect(granted.flatMap(({ Action }) => listed(Action)).filter((action) => action.includes('*'))).toEqual([]);
    }
  });

  test.each([
    ['aws:lambda/function:Function', 'name', /^payment-processor-local$/],
    ['aws:dynamodb/table:Table', 'name', /^payment-(transactions|revoked-certificates)-local$/],
    ['aws:s3/bucket:Bucket', 'bucket', /^payment-(docs-local-\d{12}|[a-z-]+-local-\d{12}-us-east-1-an)$/],
    ['aws:iam/role:Role', 'name', /^payment-[a-z-]+-local(-role-[0-9a-f]{7})?$/],
    ['aws:iam/policy:Policy', 'name', /^payment-[a-z-]+-local(-policy-[0-9a-f]{7})?$/],
    ['aws:kms/alias:Alias', 'name', /^alias\/payment-(s3|dynamodb|logs|operations)-local$/],
    ['aws:apigateway/restApi:RestApi', 'name', /^payment-api-local$/],
    ['aws:wafv2/webAcl:WebAcl', 'name', /^payment-waf-local$/],
    ['aws:sns/topic:Topic', 'name', /^payment-alarms-local$/],
    ['aws:cloudwatch/metricAlarm:MetricAlarm', 'name', /^payment-[a-z0-9-]+-local$/],
    ['aws:cloudtrail/trail:Trail', 'name', /^payment-audit-trail-local$/],
    ['aws:ec2/securityGroup:SecurityGroup', 'name', /^payment-[a-z0-9-]+-sg-local$/],
    [
      'aws:cloudwatch/logGroup:LogGroup',
      'name',
      /^(\/aws\/[a-z]+\/payment-[a-z-]+-local|aws-waf-logs-payment-local|API-Gateway-Execution-Logs_[a-z0-9]+\/v1)$/,
    ],
  ])(
    'Resource names must include environmentSuffix, {resource-type}-{environment-suffix}: %s',
    (token, property, form) => {
      const names = all(token).map((resource) => text(resource, property));
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !form.test(name))).toEqual([]);
    },
  );

  test('Deploy to us-east-1 region across 3 availability zones', async () => {
    expect(stack.output('region')).toBe('us-east-1');
    await expect(
      runPayments('payments-local', { config: { 'aws:region': 'eu-west-1', 'palisade:region': 'eu-west-1' } }),
    ).rejects.toThrow('the blueprint payments is required to run in us-east-1');
  });

  test('Use Pulumi 3.x', () => {
    const manifest = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
    const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
    expect(dependencies['@pulumi/pulumi']).toMatch(/^3\./);
  });
});

describe('Security Constraints', () => {
  test('All data must be encrypted at rest using customer-managed KMS keys with automatic rotation enabled', () => {
    const keyOf: readonly [string, string, unknown][] = [
      [
        'table',
        keyArn('dynamodb'),
        (table('transactions').inputs['serverSideEncryption'] as { kmsKeyArn: string }).kmsKeyArn,
      ],
      ['trail', keyArn('operations'), one('aws:cloudtrail/trail:Trail').inputs['kmsKeyId']],
      ['topic', keyArn('operations'), one('aws:sns/topic:Topic').inputs['kmsMasterKeyId']],
      ['environment', keyArn('operations'), lambda().inputs['kmsKeyArn']],
    ];
    for (const [what, expected, found] of keyOf) expect({ what, key: found }).toEqual({ what, key: expected });
  });

  test('Network traffic must flow through a Web Application Firewall: nothing leads to the stage before it stands', () => {
    const association = one('aws:wafv2/webAclAssociation:WebAclAssociation');
    expect(waitsFor(one('aws:apigateway/basePathMapping:BasePathMapping'), association)).toBe(true);
    expect(waitsFor(association, one('aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration'))).toBe(true);
    expect(one('aws:apigateway/restApi:RestApi').inputs['disableExecuteApiEndpoint']).toBe(true);
  });

  test('Lambda functions must run in private subnets with no direct internet access, and their credentials nowhere else', () => {
    expect(statement(one('aws:iam/policy:Policy', 'processor-role-policy'), 'DenyOutsideVpc')).toMatchObject({
      Effect: 'Deny',
      Action: ['dynamodb:*', 's3:*'],
      Condition: { StringNotEquals: { 'aws:SourceVpc': stack.output('vpc_id') } },
    });
  });

  test('S3 buckets must have versioning enabled and block all public access', () => {
    expect(all('aws:s3/bucketVersioning:BucketVersioning')).toHaveLength(buckets().length);
    expect(all('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock')).toHaveLength(buckets().length);
  });

  test('API Gateway must enforce mutual TLS authentication for all endpoints: there is no method that something else lets in', () => {
    for (const { inputs } of all('aws:apigateway/method:Method')) expect(inputs['authorization']).toBe('NONE');
    const { mutualTlsAuthentication } = one('aws:apigateway/domainName:DomainName').inputs;
    expect(mutualTlsAuthentication).toMatchObject({ truststoreVersion: stack.output('truststore_version') });
  });

  test('CloudWatch Logs must be encrypted and retention set to 90 days, or longer by a setting, never shorter', async () => {
    await expect(runPayments('payments-local', { config: { 'palisade:logRetentionDays': '30' } })).rejects.toThrow(
      'It must be one of 90',
    );
  });

  test('IAM roles must follow least privilege principle with explicit deny statements for sensitive actions', () => {
    const { Action } = statement(one('aws:iam/policy:Policy', 'processor-role-policy'), 'DenyDestruction');
    expect(listed(Action)).toEqual(
      expect.arrayContaining(['dynamodb:DeleteItem', 's3:DeleteObject*', 'kms:PutKeyPolicy']),
    );
  });

  test('All resources must be tagged with Environment, DataClassification, and ComplianceScope tags', () => {
    const untagged = custom().filter(
      ({ outputs, type }) => isTaggable(type) && tagsOf(outputs)['ComplianceScope'] !== 'PCI-DSS',
    );
    expect(untagged.map(({ urn }) => urn)).toEqual([]);
  });

  test('All resources must be fully destroyable with no Retain deletion policies', async () => {
    for (const { protect, retainOnDelete, urn } of stack.graph.resources)
      expect({ urn, protect, retainOnDelete }).toEqual({ urn, protect: false, retainOnDelete: false });
    const locked = bucketPart('lifecycle', 'BucketLifecycleConfiguration', 'documents-bucket');
    expect(locked.type).toBe('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration');
    // A lock would outlive the stack, so there is none unless it is asked for.
    expect(all('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration')).toEqual([]);
    const locking = new GraphView(
      await runPayments('payments-local', { config: { 'palisade:documentLockDays': '7' } }),
    );
    expect(locking.one('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration').inputs['rule']).toEqual({
      defaultRetention: { mode: 'GOVERNANCE', days: 7 },
    });
  });

  test('Include proper error handling and logging for all Lambda functions', () => {
    expect(lambda().inputs['loggingConfig']).toMatchObject({ applicationLogLevel: 'INFO', systemLogLevel: 'WARN' });
    expect(lambda().inputs['tracingConfig']).toEqual({ mode: 'Active' });
    const kinds = all('aws:apigateway/response:Response').map(({ inputs }) => inputs['responseType']);
    expect(kinds).toEqual(expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX', 'BAD_REQUEST_BODY', 'THROTTLED']));
  });

  test('VPC endpoints must be used for AWS service access from private subnets, as tables and bucket ask', () => {
    expect(
      statement(
        one('aws:dynamodb/resourcePolicy:ResourcePolicy', 'transactions-table-policy'),
        'ItemsOnlyThroughEndpoint',
      ).Condition,
    ).toMatchObject({
      StringNotEquals: { 'aws:SourceVpce': stack.output('dynamodb_endpoint_id') },
    });
    expect(
      statement(bucketPart('policy', 'BucketPolicy', 'documents-bucket'), 'ObjectsOnlyThroughEndpoint').Condition,
    ).toMatchObject({
      StringNotEquals: { 'aws:SourceVpce': stack.output('s3_endpoint_id') },
    });
  });
});
