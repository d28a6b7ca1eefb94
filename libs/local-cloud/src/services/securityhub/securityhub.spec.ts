import {
  DescribeHubCommand,
  DescribeStandardsCommand,
  EnableSecurityHubCommand,
  GetEnabledStandardsCommand,
  GetFindingsCommand,
  ListTagsForResourceCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { securityHubArn, securityStandardArn, standardsSubscriptionArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../../testing/index.ts';
import { declareRole, roleArn } from '../sqs/testing/sqs-cloud.ts';
import { HUB, securityhub, STANDARDS_SUBSCRIPTION } from './index.ts';

const here = { region: 'us-east-1', account: DEFAULT_ACCOUNT };
const FSBP = { name: 'aws-foundational-security-best-practices', version: '1.0.0' };
const PCI = { name: 'pci-dss', version: '4.0.1' };

const declareHub = (stack: Declaration, name = 'hub') =>
  stack.resource(HUB, name, { enableDefaultStandards: false, controlFindingGenerator: 'SECURITY_CONTROL' });
const subscribe = (stack: Declaration, standard: typeof PCI, name = standard.name) =>
  stack.resource(STANDARDS_SUBSCRIPTION, name, { standardsArn: securityStandardArn({ ...here, ...standard }) });

const services = [securityhub];

describe('Security Hub', () => {
  let cloud: TestCloud;
  let client: SecurityHubClient;

  beforeAll(async () => {
    cloud = await startTestCloud(
      (stack) => {
        declareHub(stack);
        subscribe(stack, FSBP);
        subscribe(stack, PCI);
        declareRole(stack, 'reader', {
          Effect: 'Allow',
          Action: 'securityhub:DescribeHub',
          Resource: securityHubArn(here),
        });
        declareRole(stack, 'stranger', {
          Effect: 'Allow',
          Action: 'securityhub:DescribeHub',
          Resource: securityHubArn({ ...here, region: 'eu-west-1' }),
        });
      },
      { services },
    );
    client = new SecurityHubClient(cloud.deployer());
  });

  afterAll(async () => {
    client.destroy();
    await cloud.close();
  });

  test('is on, since the deployment', async () => {
    expect(await client.send(new DescribeHubCommand({}))).toMatchObject({
      HubArn: securityHubArn(here),
      SubscribedAt: new Date(cloud.clock.now()).toISOString(),
      AutoEnableControls: true,
      ControlFindingGenerator: 'SECURITY_CONTROL',
    });
    expect((await client.send(new ListTagsForResourceCommand({ ResourceArn: securityHubArn(here) }))).Tags).toEqual({});
  });

  test('has the standards that are declared, and no others', async () => {
    const { StandardsSubscriptions } = await client.send(new GetEnabledStandardsCommand({}));
    expect(StandardsSubscriptions).toEqual(
      [FSBP, PCI].map((standard) =>
        expect.objectContaining({
          StandardsArn: securityStandardArn({ ...here, ...standard }),
          StandardsSubscriptionArn: standardsSubscriptionArn({ ...here, ...standard }),
          StandardsStatus: 'READY',
        }),
      ),
    );
    const page = await client.send(new GetEnabledStandardsCommand({ MaxResults: 1 }));
    expect(page.StandardsSubscriptions).toHaveLength(1);
    const rest = await client.send(new GetEnabledStandardsCommand({ NextToken: page.NextToken }));
    expect(rest.StandardsSubscriptions).toHaveLength(1);
    const { Standards = [] } = await client.send(new DescribeStandardsCommand({}));
    expect(Standards.filter(({ EnabledByDefault }) => EnabledByDefault).map(({ Name }) => Name)).toEqual([
      'CIS AWS Foundations Benchmark v1.2.0',
      'AWS Foundational Security Best Practices v1.0.0',
    ]);
  });

  test('is off in another region', async () => {
    const elsewhere = new SecurityHubClient(cloud.deployer('eu-west-1'));
    await expect(elsewhere.send(new DescribeHubCommand({}))).rejects.toMatchObject({
      name: 'InvalidAccessException',
      message: `Account ${DEFAULT_ACCOUNT} is not subscribed to AWS Security Hub`,
      $metadata: { httpStatusCode: 401 },
    });
    elsewhere.destroy();
  });

  test('is described to whom IAM lets, and to nobody else', async () => {
    const as = async (role: string): Promise<string | undefined> => {
      const session = new SecurityHubClient(cloud.role(roleArn(role)));
      try {
        return (await session.send(new DescribeHubCommand({}))).HubArn;
      } finally {
        session.destroy();
      }
    };
    expect(await as('reader')).toBe(securityHubArn(here));
    await expect(as('stranger')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('never says that there are no findings, and changes through a program only', async () => {
    await expect(client.send(new GetFindingsCommand({}))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('no control is evaluated'),
    });
    await expect(client.send(new EnableSecurityHubCommand({}))).rejects.toMatchObject({
      name: 'InfrastructureIsDeclared',
    });
  });
});

/** What `up` says; 'taken' if it takes it. */
async function up(declare: (stack: Declaration) => void): Promise<string> {
  const cloud = await startTestCloud(undefined, { services });
  try {
    await cloud.deploy(declare);
    return 'taken';
  } catch (error) {
    return (error as Error).message.replace(/^urn:\S+: /gm, '');
  } finally {
    await cloud.close();
  }
}

const conflict = 'ResourceConflictException: Account is already subscribed to Security Hub';

test('a region has one: a second is refused, one of another region is not', async () => {
  const two = (more: object) =>
    up((stack) => {
      declareHub(stack);
      stack.resource(HUB, 'second', { ...more });
    });
  expect(await two({})).toBe(conflict);
  expect(await two({ region: 'eu-west-1' })).toBe('taken');
});

test('a standard needs the hub, and must be one', async () => {
  expect(await up((stack) => void subscribe(stack, PCI))).toBe(
    `InvalidAccessException: Account ${DEFAULT_ACCOUNT} is not subscribed to AWS Security Hub`,
  );
  const unknown = up((stack) => {
    declareHub(stack);
    subscribe(stack, { name: 'pci-dss', version: '5.0.0' });
  });
  expect(await unknown).toMatch(/^InvalidInputException: .*pci-dss\/v\/5\.0\.0 is no standard of us-east-1/);
});

test('the default standards come with the hub, unless switched off', async () => {
  const cloud = await startTestCloud((stack) => void stack.resource(HUB, 'hub', {}), { services });
  const client = new SecurityHubClient(cloud.deployer());
  const { StandardsSubscriptions } = await client.send(new GetEnabledStandardsCommand({}));
  expect(StandardsSubscriptions?.map(({ StandardsArn }) => StandardsArn)).toEqual([
    'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0',
    securityStandardArn({ ...here, ...FSBP }),
  ]);
  client.destroy();
  await cloud.close();
});

test('the stack that has it keeps it, whoever comes', async () => {
  const cloud = await startTestCloud(undefined, { services });
  await cloud.deploy(() => undefined, 'first');
  await cloud.deploy((stack) => void declareHub(stack), 'second');
  await expect(cloud.deploy((stack) => void declareHub(stack), 'first')).rejects.toMatchObject({
    problems: [{ urn: expect.stringContaining('urn:pulumi:first::'), message: conflict }],
  });
  await cloud.deploy((stack) => void declareHub(stack), 'second');
  await cloud.close();
});
