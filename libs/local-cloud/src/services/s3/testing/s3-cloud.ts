import { S3Client } from '@aws-sdk/client-s3';
import type { Properties, Resource } from '@palisade/local-engine';
import { iamRoleArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import type { Declaration } from '../../../testing/index.ts';
import { startTestCloud, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { s3 } from '../index.ts';

/** A cloud with S3, and clients of the AWS SDK for it over TLS. */
export interface S3Cloud {
  readonly cloud: TestCloud;
  /** The administrator. */
  readonly admin: S3Client;
  /** A session of the role of that name, declared with `declareRole`. */
  as(role: string, region?: string): S3Client;
  close(): Promise<void>;
}

export async function startS3(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<S3Cloud> {
  const cloud = await startTestCloud(declare, { ...options, services: [s3, ...(options.services ?? [])] });
  const clients: S3Client[] = [];
  const client = (config: ConstructorParameters<typeof S3Client>[0]): S3Client => {
    const made = new S3Client(config ?? {});
    clients.push(made);
    return made;
  };
  return {
    cloud,
    admin: client(cloud.deployer()),
    as: (role, region) => client(cloud.role(roleArn(role), region === undefined ? {} : { region })),
    async close() {
      for (const each of clients) each.destroy();
      await cloud.close();
    },
  };
}

export const roleArn = (name: string): string => iamRoleArn({ account: DEFAULT_ACCOUNT, name });

/** A role that may do what the statements say. */
export function declareRole(stack: Declaration, name: string, ...statements: readonly Statement[]): void {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: JSON.stringify(trust) });
  if (statements.length > 0) {
    stack.resource('aws:iam/rolePolicy:RolePolicy', name, { role: name, policy: policy(...statements) });
  }
}

export const allow = (
  action: string | string[],
  resource: string | string[],
  condition?: Statement['Condition'],
): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition && { Condition: condition }),
});

export const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export function declareBucket(stack: Declaration, name: string, inputs: Properties = {}): Resource {
  return stack.resource('aws:s3/bucket:Bucket', name, { bucket: name, ...inputs });
}

export function declareVersioning(stack: Declaration, bucket: string, status = 'Enabled'): Resource {
  return stack.resource('aws:s3/bucketVersioning:BucketVersioning', bucket, {
    bucket,
    versioningConfiguration: { status },
  });
}

export function declarePolicy(stack: Declaration, bucket: string, ...statements: readonly Statement[]): Resource {
  return stack.resource('aws:s3/bucketPolicy:BucketPolicy', bucket, { bucket, policy: policy(...statements) });
}

/** What the client was refused with, `Code Status`; throws if it was not refused. */
export async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    if ($metadata === undefined) throw error;
    return `${name} ${$metadata.httpStatusCode}`;
  }
  throw new Error('The request was not refused.');
}
