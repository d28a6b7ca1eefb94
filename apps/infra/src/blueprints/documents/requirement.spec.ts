import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isAssetReference, type Resource } from '@palisade/local-engine';
import type { PolicyDocument, Statement } from '@palisade/policies';
import { GraphView, json, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';

// Every line of the requirement, in its own words, against the graph the program declares. What a graph cannot show (that
// the parts work together) is shown by apps/e2e.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runStack('documents-local'));
});

const one = (token: string, name?: string): Resource => stack.one(token, name);
const documentsBucket = (): Resource => one('aws:s3/bucket:Bucket', 'documents-bucket');
const ofBucket = (kind: string): Resource =>
  one(`aws:s3/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`, `documents-bucket-${parts[kind]}`);
const parts: Readonly<Record<string, string>> = {
  BucketPublicAccessBlock: 'public-access',
  BucketOwnershipControls: 'ownership',
  BucketVersioning: 'versioning',
  BucketServerSideEncryptionConfiguration: 'encryption',
  BucketPolicy: 'policy',
  BucketLogging: 'logging',
};
const handler = (): Resource => one('aws:lambda/function:Function');

function statements(resource: Resource, property = 'policy'): readonly Statement[] {
  const { Statement: found } = json<PolicyDocument>(resource, property);
  return (Array.isArray(found) ? found : [found]) as readonly Statement[];
}

describe('1. VPC & Private Networking', () => {
  test('Provision a VPC', () => {
    expect(one('aws:ec2/vpc:Vpc').outputs['cidrBlock']).toBe('10.20.0.0/16');
  });

  test('public subnets and private subnets across at least two Availability Zones', () => {
    for (const kind of ['public', 'private']) {
      const subnets = stack.all('aws:ec2/subnet:Subnet').filter(({ name }) => name.startsWith(`network-${kind}-`));
      expect(new Set(subnets.map((subnet) => text(subnet, 'availabilityZoneId'))).size).toBeGreaterThanOrEqual(2);
      expect(subnets.every(({ outputs }) => outputs['mapPublicIpOnLaunch'] === false)).toBe(true);
    }
    expect(routesOf('network-public-routes')).toEqual(['0.0.0.0/0']);
    expect(routesOf('network-private-routes')).toEqual([]);
  });

  test('Gateway VPC Endpoints for S3', () => {
    const endpoint = one('aws:ec2/vpcEndpoint:VpcEndpoint');
    expect(endpoint.inputs).toMatchObject({ vpcEndpointType: 'Gateway', serviceName: 'com.amazonaws.us-east-1.s3' });
    expect(endpoint.inputs['routeTableIds']).toEqual([
      one('aws:ec2/routeTable:RouteTable', 'network-private-routes').id,
    ]);
  });

  test('do not use NAT Gateways', () => {
    expect(stack.all('aws:ec2/natGateway:NatGateway')).toEqual([]);
    expect(stack.all('aws:ec2/eip:Eip')).toEqual([]);
  });

  test('the Lambda function can access S3 without its traffic ever traversing the public internet', () => {
    const [group] = (handler().inputs['vpcConfig'] as { securityGroupIds: string[] }).securityGroupIds;
    const rule = one('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule');
    expect(rule.inputs).toMatchObject({
      securityGroupId: group,
      prefixListId: one('aws:ec2/vpcEndpoint:VpcEndpoint').outputs['prefixListId'],
      fromPort: 443,
      toPort: 443,
    });
    expect(one('aws:ec2/securityGroup:SecurityGroup').inputs).not.toHaveProperty('egress');
    expect(stack.all('aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule')).toEqual([]);
  });

  function routesOf(table: string): unknown[] {
    const { id } = one('aws:ec2/routeTable:RouteTable', table);
    const routes = stack.all('aws:ec2/route:Route').filter(({ inputs }) => inputs['routeTableId'] === id);
    return routes.map(({ inputs }) => inputs['destinationCidrBlock']);
  }
});

describe('2. S3 Bucket for Secure Storage', () => {
  test('encrypted at rest using AWS managed keys (AES-256)', () => {
    expect(ofBucket('BucketServerSideEncryptionConfiguration').inputs).toMatchObject({
      bucket: documentsBucket().id,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
  });

  test('Enable versioning and configure access logging to another S3 bucket', () => {
    expect(ofBucket('BucketVersioning').inputs).toMatchObject({ versioningConfiguration: { status: 'Enabled' } });
    const logBucket = one('aws:s3/bucket:Bucket', 'access-log-bucket');
    expect(ofBucket('BucketLogging').inputs).toMatchObject({
      bucket: documentsBucket().id,
      targetBucket: logBucket.id,
    });
    expect(logBucket.id).not.toBe(documentsBucket().id);
  });

  test('Block all public access', () => {
    const blocks = stack.all('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock');
    expect(blocks).toHaveLength(stack.all('aws:s3/bucket:Bucket').length);
    for (const { inputs } of blocks) {
      expect(inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
    }
  });

  test('a Bucket Policy that explicitly denies all actions ("Action": "*") unless from the role or through the endpoint', () => {
    const bucket = text(documentsBucket(), 'arn');
    const floor = statements(ofBucket('BucketPolicy')).find(({ Action }) => Action === '*');
    expect(floor).toMatchObject({ Effect: 'Deny', Principal: '*', Resource: [bucket, `${bucket}/*`] });
    expect(floor?.Condition?.['StringNotEquals']).toEqual({ 'aws:SourceVpce': stack.output('vpcEndpointId') });
    expect(floor?.Condition?.['ArnNotLike']?.['aws:PrincipalArn']).toContain(stack.output('handlerRoleArn'));
  });
});

describe('3. Lambda Function & IAM Role', () => {
  test('deployed into the private subnets of the VPC', () => {
    const { subnetIds } = handler().inputs['vpcConfig'] as { subnetIds: string[] };
    expect(subnetIds).toEqual(stack.graph.outputs['privateSubnetIds']);
    expect(subnetIds).toHaveLength(2);
    expect(handler().inputs['runtime']).toBe('nodejs24.x');
    expect(isAssetReference(handler().inputs['code'])).toBe(true);
  });

  test('a dedicated IAM Execution Role', () => {
    const role = one('aws:iam/role:Role', 'handler-role');
    expect(handler().inputs['role']).toBe(role.outputs['arn']);
    expect(statements(role, 'assumeRolePolicy')).toMatchObject([{ Principal: { Service: 'lambda.amazonaws.com' } }]);
    const attached = stack
      .all('aws:iam/rolePolicyAttachment:RolePolicyAttachment')
      .filter(({ inputs }) => inputs['role'] === role.outputs['name']);
    expect(attached.map(({ inputs }) => inputs['policyArn'])).toEqual([
      one('aws:iam/policy:Policy', 'handler-role-policy').outputs['arn'],
    ]);
  });

  // That these are all it may do is proven in access-contract.spec.ts.
  test('s3:PutObject on the specific S3 bucket ARN', () => {
    expect(allowed('s3:PutObject')).toEqual([`${text(documentsBucket(), 'arn')}/*`]);
  });

  test('create and write to its own CloudWatch Log Stream on a specific log group resource', () => {
    const group = one('aws:cloudwatch/logGroup:LogGroup', 'handler-logs').outputs['arn'];
    for (const action of ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']) {
      expect(allowed(action)).toEqual([group, `${String(group)}:*`]);
    }
  });

  test('VPC-related permissions, for the Lambda service and not for the code', () => {
    const policy = statements(one('aws:iam/policy:Policy', 'handler-role-policy'));
    expect(allowed('ec2:CreateNetworkInterface')).toEqual(['*']);
    expect(policy.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      { Condition: { ArnEquals: { 'lambda:SourceFunctionArn': stack.output('functionArn') } } },
    ]);
  });

  function allowed(action: string): unknown[] {
    const policy = statements(one('aws:iam/policy:Policy', 'handler-role-policy'));
    return policy
      .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action))
      .flatMap(({ Resource: on }) => on ?? []);
  }
});

describe('4. API Gateway', () => {
  test('a REST API Gateway', () => {
    expect(one('aws:apigateway/restApi:RestApi').inputs).toMatchObject({
      endpointConfiguration: { types: 'REGIONAL' },
      securityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      endpointAccessMode: 'STRICT',
    });
  });

  test('authenticated users: every method asks for IAM credentials and validates every media type', () => {
    for (const { inputs } of stack.all('aws:apigateway/method:Method')) {
      expect(inputs['authorization']).toBe('AWS_IAM');
      expect(Object.keys(inputs['requestModels'] as object)).toEqual(['$default', 'application/json']);
    }
    expect(one('aws:apigateway/requestValidator:RequestValidator').inputs).toMatchObject({ validateRequestBody: true });
  });

  test('a default stage with logging enabled, sending logs to a CloudWatch Log Group', () => {
    const stage = one('aws:apigateway/stage:Stage');
    const group = one('aws:cloudwatch/logGroup:LogGroup', 'stage-access-logs');
    expect(stage.inputs['stageName']).toBe('default');
    expect(stage.inputs['accessLogSettings']).toMatchObject({ destinationArn: group.outputs['arn'] });
    expect(one('aws:apigateway/methodSettings:MethodSettings').inputs).toMatchObject({
      methodPath: '*/*',
      settings: { loggingLevel: 'ERROR', dataTraceEnabled: false, metricsEnabled: true },
    });
    expect(stage.dependencies).toContain(one('aws:apigateway/account:Account').urn);
    expect(stage.dependencies).toContain(one('aws:cloudwatch/logGroup:LogGroup', 'stage-execution-logs').urn);
  });

  test('an integration that triggers the Lambda function', () => {
    expect(one('aws:apigateway/integration:Integration').inputs).toMatchObject({
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: handler().outputs['invokeArn'],
    });
  });

  test('the integration is private: one method of one stage of this API may invoke the function, nothing else can', () => {
    const permission = one('aws:lambda/permission:Permission');
    expect(permission.inputs).toMatchObject({
      principal: 'apigateway.amazonaws.com',
      sourceAccount: stack.output('accountId'),
      sourceArn: `${text(one('aws:apigateway/restApi:RestApi'), 'executionArn')}/default/POST/documents`,
    });
    expect(stack.all('aws:lambda/functionUrl:FunctionUrl')).toEqual([]);
  });
});

describe('5. CloudWatch for Auditing', () => {
  test('a dedicated CloudWatch Log Group for the Lambda function', () => {
    const group = one('aws:cloudwatch/logGroup:LogGroup', 'handler-logs');
    expect(group.inputs['name']).toBe(`/aws/lambda/${text(handler(), 'name')}`);
    expect(handler().inputs['loggingConfig']).toMatchObject({ logGroup: group.inputs['name'] });
    expect(handler().dependencies).toContain(group.urn);
  });

  test('a log retention policy (90 days), on every log group', () => {
    const groups = stack.all('aws:cloudwatch/logGroup:LogGroup');
    expect(groups.map(({ inputs }) => inputs['retentionInDays'])).toEqual(groups.map(() => 90));
    expect(groups.map(({ outputs }) => outputs['name']).sort()).toEqual(
      [...(stack.graph.outputs['logGroupNames'] as string[])].sort(),
    );
  });

  test('logs:GetLogEvents and logs:FilterLogEvents for an "Auditor" only on this specific log group', () => {
    const group = text(one('aws:cloudwatch/logGroup:LogGroup', 'handler-logs'), 'arn');
    expect(statements(one('aws:iam/policy:Policy', 'documents-auditor-policy'))).toMatchObject([
      { Effect: 'Allow', Action: ['logs:FilterLogEvents', 'logs:GetLogEvents'], Resource: [group, `${group}:*`] },
    ]);
  });
});

describe('Mandatory Constraints Checklist', () => {
  test('All resources are created in us-east-1', () => {
    const regions = stack.graph.resources
      .map(({ outputs }) => outputs['region'])
      .filter((region) => region !== undefined);
    expect(new Set(regions)).toEqual(new Set(['us-east-1']));
  });

  test('Least Privilege: no policy allows an action by wildcard, and none a resource where AWS knows a narrower one', () => {
    const policies = stack.all('aws:iam/policy:Policy');
    const allows = policies.flatMap((policy) => statements(policy).filter(({ Effect }) => Effect === 'Allow'));
    expect(allows.flatMap(({ Action }) => Action ?? []).filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = allows.filter(({ Resource: on }) => [on].flat().includes('*'));
    // Network interfaces and DescribeLogGroups have no resource to name; API Gateway's log role serves the whole account.
    expect(everywhere.map(({ Sid }) => Sid).sort()).toEqual([
      'DescribeLogGroups',
      'PushExecutionLogs',
      'VpcNetworkInterfaces',
    ]);
  });

  test("Least Privilege: no policy of AWS's catalogue is attached, and none is inline", () => {
    const attached = stack.all('aws:iam/rolePolicyAttachment:RolePolicyAttachment');
    expect(attached.filter(({ inputs }) => String(inputs['policyArn']).includes(':aws:policy/'))).toEqual([]);
    expect(stack.all('aws:iam/rolePolicy:RolePolicy')).toEqual([]);
  });

  test('VPC Isolation: the default security group is empty and all traffic is logged', () => {
    expect(one('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup').inputs).toMatchObject({ ingress: [], egress: [] });
    expect(one('aws:ec2/flowLog:FlowLog').inputs).toMatchObject({
      trafficType: 'ALL',
      vpcId: one('aws:ec2/vpc:Vpc').id,
    });
    const acls = stack.all('aws:ec2/networkAcl:NetworkAcl');
    expect(acls.flatMap(({ inputs }) => inputs['subnetIds'] as string[])).toHaveLength(4);
  });
});
