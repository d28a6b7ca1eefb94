import { formatArn, iamRoleArn } from '@palisade/policies';
import * as pulumi from '@pulumi/pulumi';

/** A resource the program registered, with its inputs as the engine would see them. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a program without any engine: every resource gets an id and an ARN made up from its name. Enough to look at what a
 * component asks for; whether AWS or the local cloud would accept it, these mocks cannot tell.
 */
export async function recordResources(stack: string, config: Readonly<Record<string, string>>): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        registered.push({ type, name, inputs });
        return { id: `${name}-id`, state: { ...inputs, ...computed(type, name) } };
      },
      call({ token, inputs }) {
        const answer = answers[token];
        if (answer === undefined) throw new Error(`The mocks have no answer for ${token}.`);
        return answer(inputs);
      },
    },
    'palisade',
    stack,
    false,
  );
  pulumi.runtime.setAllConfig({ ...config });
  return registered;
}

const account = '123456789012';

const answers: Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    accountId: account,
    arn: formatArn({
      partition: 'aws',
      service: 'sts',
      region: '',
      account,
      resource: 'assumed-role/deployer/session',
    }),
    userId: 'AROAEXAMPLE:session',
  }),
  'aws:index/getPartition:getPartition': () => ({ partition: 'aws', dnsSuffix: 'amazonaws.com' }),
  'aws:iam/getSessionContext:getSessionContext': () => ({ issuerArn: iamRoleArn({ account, name: 'deployer' }) }),
  'aws:index/getAvailabilityZones:getAvailabilityZones': () => ({ zoneIds: ['use1-az1', 'use1-az2', 'use1-az4'] }),
};

function computed(type: string, name: string): Record<string, unknown> {
  const service = type.split(':')[1]?.split('/')[0] ?? 'aws';
  const arn = (owner: string): string =>
    formatArn({ partition: 'aws', service: owner, region: 'us-east-1', account, resource: name });
  return {
    arn: arn(service),
    executionArn: arn('execute-api'),
    invokeArn: arn('apigateway'),
    invokeUrl: `https://${name}.example`,
    rootResourceId: 'root',
    prefixListId: 'pl-1',
  };
}
