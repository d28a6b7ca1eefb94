import { describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { iam } from '../../iam/index.ts';
import { ec2 } from '../../ec2/index.ts';
import { catalogueOf } from '../../../kernel/catalogue.ts';
import { declareGraph, type Declaration } from '../../../testing/index.ts';
import { lambda } from '../index.ts';

const catalogue = catalogueOf([iam, ec2, lambda]);
const declare = (program: (stack: Declaration) => void): (() => unknown) => {
  return () =>
    declareGraph({ catalogue, endpoint: '', accountId: '123456789012', stack: 'test', region: 'us-east-1' }, program);
};

const six = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
const base = {
  handler: 'index.handler',
  runtime: 'nodejs24.x',
  code: { $asset: 'archive', hash: 'ab'.repeat(32) },
} as const;

interface RoleOptions {
  readonly service?: string;
  readonly statements?: readonly object[];
}

function role(stack: Declaration, { service = 'lambda.amazonaws.com', statements = [] }: RoleOptions = {}): string {
  const made = stack.resource('aws:iam/role:Role', 'role', {
    name: 'role',
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    }),
  });
  if (statements.length > 0) {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    stack.resource('aws:iam/rolePolicy:RolePolicy', 'policy', { name: 'policy', role: made.id, policy });
  }
  return String(made.outputs['arn']);
}

const lambdaFunction =
  (inputs: Properties = {}, options?: RoleOptions) =>
  (stack: Declaration): Properties =>
    stack.resource('aws:lambda/function:Function', 'f', { name: 'f', ...base, role: role(stack, options), ...inputs })
      .outputs;

describe('Function', () => {
  test('has everything a program may want to know', () => {
    let outputs: Properties = {};
    declare((stack) => {
      outputs = lambdaFunction({ loggingConfig: { logFormat: 'JSON', systemLogLevel: 'WARN' } })(stack);
    })();
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    expect(outputs).toMatchObject({
      arn,
      qualifiedArn: `${arn}:$LATEST`,
      invokeArn: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      version: '$LATEST',
      memorySize: 128,
      timeout: 3,
      architectures: ['x86_64'],
      ephemeralStorage: { size: 512 },
      loggingConfig: {
        logFormat: 'JSON',
        logGroup: '/aws/lambda/f',
        applicationLogLevel: 'INFO',
        systemLogLevel: 'WARN',
      },
      codeSha256: Buffer.from('ab'.repeat(32), 'hex').toString('base64'),
    });
  });

  test.each<[Properties, RegExp]>([
    [{ name: 'a b' }, /functionName/],
    [{ name: 'x'.repeat(65) }, /functionName/],
    [{ handler: 'index handler' }, /handler/],
    [{ memorySize: 64 }, /memorySize to be in the range \(128 - 10240\), got 64/],
    [{ timeout: 901 }, /timeout to be in the range/],
    [{ ephemeralStorage: { size: 100 } }, /ephemeralStorage/],
    [{ environment: { variables: { AWS_REGION: 'x' } } }, /Reserved keys used in this request: AWS_REGION/],
    [{ environment: { variables: { '1A': 'x' } } }, /environment variable names.*1A/],
    [{ environment: { variables: { BIG: 'x'.repeat(4096) } } }, /exceeded the 4KB limit/],
    [{ loggingConfig: { logFormat: 'Text', systemLogLevel: 'WARN' } }, /for the log format JSON only/],
    [{ vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: [] } }, /Both subnetIds and securityGroupIds/],
    [{ role: 'role' }, /invalid ARN/],
  ])('refuses %j', (inputs, message) => {
    expect(declare(lambdaFunction())).not.toThrow();
    expect(declare(lambdaFunction(inputs))).toThrow(message);
  });

  test('never tells the value of a variable', () => {
    const variables = { SECRET: `hush${'x'.repeat(4096)}` };
    expect(declare(lambdaFunction({ environment: { variables } }))).toThrow(/4KB/);
    expect(declare(lambdaFunction({ environment: { variables } }))).not.toThrow(/hush/);
  });
});

describe('the execution role', () => {
  test('must trust Lambda', () => {
    expect(declare(lambdaFunction())).not.toThrow();
    expect(declare(lambdaFunction({}, { service: 'ec2.amazonaws.com' }))).toThrow(
      /The role defined for the function cannot be assumed by Lambda\./,
    );
  });

  const inVpc =
    (statements: readonly object[]) =>
    (stack: Declaration): void => {
      const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16' });
      const subnet = stack.resource('aws:ec2/subnet:Subnet', 'subnet', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24' });
      const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', 'group', { vpcId: vpc.id });
      const outputs = lambdaFunction(
        { vpcConfig: { subnetIds: [subnet.id], securityGroupIds: [group.id] } },
        { statements },
      )(stack);
      expect(outputs['vpcConfig']).toMatchObject({ vpcId: vpc.id });
    };
  const allow = (actions: readonly string[]): object => ({ Effect: 'Allow', Action: actions, Resource: '*' });

  test('needs all six permissions for network interfaces in a VPC', () => {
    expect(declare(inVpc([allow(six)]))).not.toThrow();
    expect(declare(inVpc([]))).toThrow(/does not have permissions to call CreateNetworkInterface on EC2/);
    for (const missing of six) {
      const action = missing.slice(4);
      expect(declare(inVpc([allow(six.filter((each) => each !== missing))]))).toThrow(
        new RegExp(`to call ${action} on EC2`),
      );
    }
  });

  test('may be closed to function code: Lambda’s own calls carry no SourceFunctionArn', () => {
    const closed = (functionArn: string): object => ({
      Effect: 'Deny',
      Action: six,
      Resource: '*',
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    });
    const deny = { Effect: 'Deny', Action: six, Resource: '*' };
    expect(declare(inVpc([allow(six), closed('arn:aws:lambda:us-east-1:123456789012:function:f')]))).not.toThrow();
    expect(declare(inVpc([allow(six), deny]))).toThrow(/CreateNetworkInterface/);
  });

  test('the permissions must be on every resource', () => {
    const narrow = { Effect: 'Allow', Action: six, Resource: 'arn:aws:ec2:us-east-1:123456789012:subnet/*' };
    expect(declare(inVpc([narrow]))).toThrow(/CreateNetworkInterface/);
  });
});

describe('reserved concurrency', () => {
  const reserving =
    (first: number, second: number) =>
    (stack: Declaration): void => {
      const arn = role(stack);
      for (const [name, reserved] of [
        ['a', first],
        ['b', second],
      ] as const) {
        stack.resource('aws:lambda/function:Function', name, {
          name,
          ...base,
          role: arn,
          reservedConcurrentExecutions: reserved,
        });
      }
    };

  test('leaves the account 100', () => {
    expect(declare(reserving(500, 400))).not.toThrow();
    expect(declare(reserving(500, 401))).toThrow(/::b: .*below its minimum value of \[100\]/);
  });
});

describe('Permission and Alias', () => {
  const permission = {
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    function: 'f',
    statementId: 's',
  };
  const permitting =
    (inputs: Properties) =>
    (stack: Declaration): void => {
      lambdaFunction()(stack);
      stack.resource('aws:lambda/permission:Permission', 'p', { ...permission, ...inputs });
    };

  test('a permission names a function that exists and a principal that can be one', () => {
    expect(declare(permitting({}))).not.toThrow();
    expect(declare(permitting({ function: 'arn:aws:lambda:us-east-1:123456789012:function:f' }))).not.toThrow();
    expect(declare(permitting({ function: 'g' }))).toThrow(/ResourceNotFoundException: Function not found: g/);
    expect(declare(permitting({ principal: 'somebody' }))).toThrow(/principal was invalid/);
    expect(declare(permitting({ action: 's3:GetObject' }))).toThrow(/action/);
    expect(declare(permitting({ sourceAccount: '12' }))).toThrow(/sourceAccount/);
    expect(declare(permitting({ sourceArn: 'here' }))).toThrow(/sourceArn/);
    expect(declare(permitting({ statementId: 'a b' }))).toThrow(/statementId/);
  });

  test('a statement id is used once in a policy', () => {
    const twice =
      (second: Properties) =>
      (stack: Declaration): void => {
        permitting({})(stack);
        stack.resource('aws:lambda/permission:Permission', 'q', { ...permission, ...second });
      };
    expect(declare(twice({ statementId: 't' }))).not.toThrow();
    expect(declare(twice({ qualifier: 'live' }))).not.toThrow();
    expect(declare(twice({}))).toThrow(/The statement id \(s\) provided already exists/);
  });

  test('an alias points to the latest code', () => {
    const aliased =
      (functionName: string) =>
      (stack: Declaration): void => {
        lambdaFunction()(stack);
        const made = stack.resource('aws:lambda/alias:Alias', 'live', {
          name: 'live',
          functionName,
          functionVersion: '$LATEST',
        });
        expect(made.outputs['invokeArn']).toContain('function:f:live/invocations');
      };
    expect(declare(aliased('f'))).not.toThrow();
    expect(declare(aliased('arn:aws:lambda:us-east-1:123456789012:function:f'))).not.toThrow();
    expect(() => declare(aliased('g'))()).toThrow();
  });
});
