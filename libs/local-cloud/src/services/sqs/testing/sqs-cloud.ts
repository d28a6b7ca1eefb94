import { SQSClient } from '@aws-sdk/client-sqs';
import type { Properties, Resource } from '@palisade/local-engine';
import { iamRoleArn, sqsQueueArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { sqs } from '../index.ts';
import { QUEUE } from '../resources/queue.ts';
import { QUEUE_POLICY } from '../resources/queue-policy.ts';

/** A cloud with SQS, and clients of the AWS SDK for it over TLS. */
export interface SqsCloud {
  readonly cloud: TestCloud;
  /** The administrator. */
  readonly admin: SQSClient;
  /** A session of the role of that name, declared with `declareRole`; or the administrator in another region. */
  as(role: string | undefined, region?: string): SQSClient;
  url(name: string): string;
  close(): Promise<void>;
}

export async function startSqs(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<SqsCloud> {
  const cloud = await startTestCloud(declare, { ...options, services: [sqs, ...(options.services ?? [])] });
  const clients: SQSClient[] = [];
  const client = (config: ConstructorParameters<typeof SQSClient>[0]): SQSClient => {
    const made = new SQSClient(config ?? {});
    clients.push(made);
    return made;
  };
  return {
    cloud,
    admin: client(cloud.deployer()),
    as: (role, region) =>
      client(
        role === undefined ? cloud.deployer(region) : cloud.role(roleArn(role), region === undefined ? {} : { region }),
      ),
    url: (name) => `${cloud.endpoint}/${DEFAULT_ACCOUNT}/${name}`,
    async close() {
      for (const each of clients) each.destroy();
      await cloud.close();
    },
  };
}

export const roleArn = (name: string): string => iamRoleArn({ account: DEFAULT_ACCOUNT, name });
export const queueArn = (name: string, region = 'us-east-1'): string =>
  sqsQueueArn({ region, account: DEFAULT_ACCOUNT, name });

export function declareQueue(stack: Declaration, name: string, inputs: Properties = {}): Resource {
  return stack.resource(QUEUE, `${name} ${String(inputs['region'] ?? '')}`, { name, ...inputs });
}

export function declareQueuePolicy(stack: Declaration, queue: Resource, ...statements: readonly Statement[]): Resource {
  return stack.resource(QUEUE_POLICY, queue.name, {
    queueUrl: String(queue.outputs['url']),
    policy: document(...statements),
  });
}

/** A role that may do what the statements say. */
export function declareRole(stack: Declaration, name: string, ...statements: readonly Statement[]): void {
  const trust = document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: trust });
  if (statements.length > 0) {
    stack.resource('aws:iam/rolePolicy:RolePolicy', name, { role: name, policy: document(...statements) });
  }
}

export const document = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** What the client was refused with; throws if it was not refused. */
export async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: unknown };
    if ($metadata === undefined) throw error;
    return name;
  }
  throw new Error('The request was not refused.');
}
