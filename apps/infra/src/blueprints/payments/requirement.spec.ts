import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { paymentRequestModel, paymentsApi } from '@palisade/shared-types';
import { GraphView, json, text } from '../../../testing/graph-view.ts';
import { paymentsReader } from '../../../testing/payments-reader.ts';
import { runPayments } from '../../../testing/run-payments.ts';
import { listed, statement, statements } from '../../../testing/stack-reader.ts';

// Every line of the requirement, in its own words, against the graph the program declares: sections 1 to 5 here, 6 to 10 in
// requirement-security.spec.ts, then constraints.spec.ts and success-criteria.spec.ts, and manual.spec.ts for the manual it came with.
// What a graph cannot show (that the parts work together) is shown by apps/e2e, and who may do what by access-contract.spec.ts.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runPayments());
});

const { all, bucketPart, buckets, endpoints, keyArn, lambda, one, table, waitsFor } = paymentsReader(() => stack);

type Rules = Record<'egress' | 'ingress', { cidrBlock: string; fromPort: number; toPort: number }[]>;
const acl = (kind: 'private' | 'public') => one('aws:ec2/networkAcl:NetworkAcl', `network-${kind}-acl`);
const routeTable = (kind: 'private' | 'public') => one('aws:ec2/routeTable:RouteTable', `network-${kind}-routes`);
const subnets = (kind: 'private' | 'public') =>
  all('aws:ec2/subnet:Subnet').filter(({ name }) => name.startsWith(`network-${kind}-`));

describe('1. Network Infrastructure', () => {
  test('Create a VPC with 3 private and 3 public subnets across different availability zones', () => {
    for (const kind of ['private', 'public'] as const) {
      const zones = subnets(kind).map((subnet) => text(subnet, 'availabilityZoneId'));
      expect(new Set(zones).size).toBe(3);
      // Lambda has no VPC functions there.
      expect(zones).not.toContain('use1-az3');
      for (const { inputs } of subnets(kind)) expect(inputs['mapPublicIpOnLaunch']).toBe(false);
    }
    expect(text(one('aws:ec2/vpc:Vpc'), 'cidrBlock')).toBe('10.50.0.0/16');
  });

  test('Private subnets for Lambda execution with no direct internet access', () => {
    const { subnetIds } = lambda().inputs['vpcConfig'] as { subnetIds: string[] };
    expect(subnetIds).toEqual(subnets('private').map(({ id }) => id));
    for (const token of ['natGateway:NatGateway', 'internetGateway:InternetGateway', 'route:Route', 'eip:Eip'])
      expect(all(`aws:ec2/${token}`)).toEqual([]);
  });

  test('Public subnets for load balancers and WAF', async () => {
    // A web ACL is in no subnet, and there is no load balancer: they are kept free, and closed until somebody moves in.
    expect(acl('public').inputs).toMatchObject({ ingress: [], egress: [] });
    const routed = new GraphView(
      await runPayments('payments-local', { config: { 'palisade:publicSubnets': 'routed' } }),
    );
    expect(routed.one('aws:ec2/route:Route').inputs).toMatchObject({
      routeTableId: routed.one('aws:ec2/routeTable:RouteTable', 'network-public-routes').id,
      destinationCidrBlock: '0.0.0.0/0',
    });
  });

  test('Proper route tables and network ACLs for traffic isolation', () => {
    for (const kind of ['private', 'public'] as const) {
      const associated = all('aws:ec2/routeTableAssociation:RouteTableAssociation')
        .filter(({ inputs }) => inputs['routeTableId'] === routeTable(kind).id)
        .map(({ inputs }) => inputs['subnetId']);
      expect(associated).toEqual(subnets(kind).map(({ id }) => id));
      expect(acl(kind).inputs['subnetIds']).toEqual(associated);
    }
    const { egress, ingress } = acl('private').inputs as unknown as Rules;
    for (const { cidrBlock, fromPort, toPort } of ingress) {
      if (cidrBlock !== '10.50.0.0/16') expect(fromPort).toBeGreaterThanOrEqual(1024);
      for (const port of [22, 3389])
        expect({ port, open: fromPort <= port && port <= toPort }).toEqual({ port, open: false });
    }
    expect(egress.filter(({ cidrBlock }) => cidrBlock === '0.0.0.0/0')).toMatchObject([{ fromPort: 443, toPort: 443 }]);
    expect(one('aws:ec2/flowLog:FlowLog').inputs).toMatchObject({ trafficType: 'ALL' });
  });
});

describe('2. API Gateway and Security', () => {
  test('Set up an API Gateway for REST endpoints', () => {
    const paths = new Map(all('aws:apigateway/resource:Resource').map((each) => [each.id, text(each, 'path')]));
    const methods = all('aws:apigateway/method:Method').map(
      ({ inputs }) => `${String(inputs['httpMethod'])} ${String(paths.get(String(inputs['resourceId'])))}`,
    );
    expect(methods.sort()).toEqual(
      Object.values(paymentsApi)
        .map(({ method, resource }) => `${method} ${resource}`)
        .sort(),
    );
    const post = all('aws:apigateway/method:Method').find(({ inputs }) => inputs['httpMethod'] === 'POST');
    expect(post?.inputs['requestModels']).toEqual({ 'application/json': 'PaymentRequest', $default: 'PaymentRequest' });
    expect(json(one('aws:apigateway/model:Model'), 'schema')).toEqual(paymentRequestModel);
    for (const { inputs } of all('aws:apigateway/method:Method'))
      expect(inputs['requestValidatorId']).toEqual(expect.any(String));
  });

  test('Configure mutual TLS authentication for all API endpoints', () => {
    const truststore = one('aws:s3/bucketObjectv2:BucketObjectv2');
    expect(one('aws:apigateway/domainName:DomainName').inputs).toMatchObject({
      domainName: 'payments.palisade.test',
      endpointConfiguration: { types: 'REGIONAL' },
      securityPolicy: 'TLS_1_2',
      mutualTlsAuthentication: {
        truststoreUri: `s3://${stack.output('truststore_bucket_name')}/truststore.pem`,
        truststoreVersion: text(truststore, 'versionId'),
      },
    });
    expect(text(truststore, 'versionId')).not.toBe('');
    // There is no other way to it: neither the default endpoint nor a second mapping.
    expect(one('aws:apigateway/restApi:RestApi').inputs['disableExecuteApiEndpoint']).toBe(true);
    expect(all('aws:apigateway/basePathMapping:BasePathMapping')).toHaveLength(1);
    const validated = one('aws:acm/certificateValidation:CertificateValidation').outputs['certificateArn'];
    expect(one('aws:apigateway/domainName:DomainName').inputs['regionalCertificateArn']).toBe(validated);
  });

  test('Integrate API Gateway with Lambda functions for serverless compute', () => {
    for (const { inputs } of all('aws:apigateway/integration:Integration'))
      expect(inputs).toMatchObject({ type: 'AWS_PROXY', uri: lambda().outputs['invokeArn'] });
    const sources = all('aws:lambda/permission:Permission').map(({ inputs }) => {
      expect(inputs).toMatchObject({
        principal: 'apigateway.amazonaws.com',
        sourceAccount: stack.output('account_id'),
      });
      return String(inputs['sourceArn']).split('/').slice(1).join('/');
    });
    expect(sources.sort()).toEqual(['v1/GET/payments/{transactionId}', 'v1/POST/process-payment']);
  });

  test('Attach Web Application Firewall (WAF) with OWASP Top 10 rule set protection', () => {
    expect(one('aws:wafv2/webAclAssociation:WebAclAssociation').inputs).toMatchObject({
      webAclArn: stack.output('waf_web_acl_arn'),
      resourceArn: text(one('aws:apigateway/stage:Stage'), 'arn'),
    });
    const mapping = one('aws:apigateway/basePathMapping:BasePathMapping');
    expect(waitsFor(mapping, one('aws:wafv2/webAclAssociation:WebAclAssociation'))).toBe(true);
  });
});

describe('3. Serverless Compute', () => {
  test('Deploy Lambda functions in private subnets', () => {
    const { subnetIds } = lambda().inputs['vpcConfig'] as { subnetIds: string[] };
    expect(subnetIds).toHaveLength(3);
    expect(lambda().inputs).toMatchObject({
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
    });
  });

  test('Configure VPC endpoints for AWS service access without internet routing', () => {
    const { dynamodb, logs, s3 } = endpoints();
    expect(Object.keys(endpoints()).sort()).toEqual(['dynamodb', 'logs', 's3']);
    for (const gateway of [dynamodb, s3])
      expect(gateway?.inputs).toMatchObject({ vpcEndpointType: 'Gateway', routeTableIds: [routeTable('private').id] });
    expect(logs?.inputs).toMatchObject({ vpcEndpointType: 'Interface', privateDnsEnabled: true });
    expect(logs?.inputs['subnetIds']).toEqual(subnets('private').map(({ id }) => id));
    for (const endpoint of Object.values(endpoints())) {
      for (const { Action, Resource: on } of statements(endpoint)) {
        expect(listed(Action).filter((action) => action.includes('*'))).toEqual([]);
        expect(listed(on)).not.toContain('*');
      }
    }
  });

  test('Set up proper security groups restricting inbound and outbound traffic', () => {
    const { securityGroupIds } = lambda().inputs['vpcConfig'] as { securityGroupIds: string[] };
    const groups = all('aws:ec2/securityGroup:SecurityGroup');
    expect(securityGroupIds.map((id) => groups.find((group) => group.id === id)?.name)).toEqual([
      's3-clients',
      'dynamodb-clients',
      'logs-clients',
    ]);
    const outbound = all('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule');
    const inbound = all('aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule');
    for (const { inputs } of [...outbound, ...inbound]) {
      expect(inputs).toMatchObject({ ipProtocol: 'tcp', fromPort: 443, toPort: 443 });
      expect(inputs['cidrIpv4']).toBeUndefined();
      expect(inputs['prefixListId'] ?? inputs['referencedSecurityGroupId']).toEqual(expect.any(String));
    }
    // Nobody calls the function by the network; the endpoint takes calls of its clients.
    expect(inbound.map(({ inputs }) => inputs['securityGroupId'])).toEqual([
      one('aws:ec2/securityGroup:SecurityGroup', 'logs-endpoint').id,
    ]);
    expect(outbound.map(({ inputs }) => inputs['securityGroupId']).sort()).toEqual([...securityGroupIds].sort());
    expect(one('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup').inputs).toMatchObject({ ingress: [], egress: [] });
  });

  test('Enable CloudWatch logging with encryption', () => {
    const group = one('aws:cloudwatch/logGroup:LogGroup', 'processor-logs');
    expect(lambda().inputs['loggingConfig']).toMatchObject({ logFormat: 'JSON', logGroup: text(group, 'name') });
    expect(group.inputs['kmsKeyId']).toBe(keyArn('logs'));
  });
});

describe('4. Encrypted Storage', () => {
  test('Configure S3 buckets with server-side encryption using customer-managed KMS keys', () => {
    const encryption = (bucket: string) =>
      bucketPart('encryption', 'BucketServerSideEncryptionConfiguration', bucket).inputs['rules'];
    expect(encryption('documents-bucket')).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn('s3') },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ['SSE-C'],
      },
    ]);
    // The trail brings its key along for each of its files. S3 delivers access logs to no bucket of another key than its own, and the
    // truststore is public knowledge.
    expect(one('aws:cloudtrail/trail:Trail').inputs['kmsKeyId']).toBe(keyArn('operations'));
    for (const bucket of ['truststore-bucket', 'trail-bucket', 'access-log-bucket'])
      expect(encryption(bucket)).toMatchObject([{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }]);
  });

  test('Enable versioning on all S3 buckets', () => {
    expect(buckets()).toHaveLength(4);
    for (const bucket of buckets())
      expect(bucketPart('versioning', 'BucketVersioning', bucket).inputs['versioningConfiguration']).toEqual({
        status: 'Enabled',
      });
  });

  test('Block all public access to S3 buckets', () => {
    for (const bucket of buckets())
      expect(bucketPart('public-access', 'BucketPublicAccessBlock', bucket).inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
  });

  test('Set up bucket policies restricting access to specific IAM roles', () => {
    const policy = bucketPart('policy', 'BucketPolicy', 'documents-bucket');
    expect(statement(policy, 'ObjectsOnlyByPrincipals').Condition?.['ArnNotLike']).toEqual({
      'aws:PrincipalArn': [stack.output('operator_role_arn'), stack.output('lambda_role_arn')],
    });
    expect(statement(policy, 'DenyUnlessPrincipalOrEndpoint').Condition?.['StringNotEquals']).toEqual({
      'aws:SourceVpce': stack.output('s3_endpoint_id'),
    });
  });
});

describe('5. Database Infrastructure', () => {
  const tables = () => [table('transactions'), table('revoked-certificates')];

  test('Create a DynamoDB table for transaction records', () => {
    expect(table('transactions').inputs).toMatchObject({
      hashKey: 'transactionId',
      name: 'payment-transactions-local',
    });
    expect(table('revoked-certificates').inputs).toMatchObject({ hashKey: 'serialNumber' });
  });

  test('Enable point-in-time recovery for data protection', () => {
    for (const { inputs } of tables())
      expect(inputs['pointInTimeRecovery']).toEqual({ enabled: true, recoveryPeriodInDays: 35 });
  });

  test('Configure encryption at rest using customer-managed KMS keys', () => {
    for (const { inputs } of tables())
      expect(inputs['serverSideEncryption']).toEqual({ enabled: true, kmsKeyArn: keyArn('dynamodb') });
  });

  test('Implement proper capacity settings for payment workloads', () => {
    for (const { inputs } of tables()) expect(inputs['billingMode']).toBe('PAY_PER_REQUEST');
  });
});
