import { GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import type { Declaration } from '../../../testing/index.ts';
import {
  declareRole,
  declareTable,
  document,
  refusal,
  roleArn,
  startDynamodb,
  tableArn,
  type DynamodbCloud,
} from '../testing/dynamodb-cloud.ts';
import { RESOURCE_POLICY } from './resource-policy.ts';

let dynamodb: DynamodbCloud;
afterEach(() => dynamodb.close());

const plain = tableArn('plain');
const guest: Statement = {
  Effect: 'Allow',
  Principal: { AWS: roleArn('guest') },
  Action: 'dynamodb:GetItem',
  Resource: plain,
};
const policy = (more: Partial<Statement> = {}): string => document({ ...guest, ...more });
const everybody = { Effect: 'Deny', Principal: '*' } as const;

const declare =
  (text: string | undefined, inputs: { readonly resourceArn?: string; readonly confirmed?: boolean } = {}) =>
  (stack: Declaration): void => {
    declareRole(stack, 'guest');
    declareTable(stack, 'plain');
    if (text === undefined) return;
    stack.resource(RESOURCE_POLICY, 'policy', {
      resourceArn: inputs.resourceArn ?? plain,
      policy: text,
      ...(inputs.confirmed && { confirmRemoveSelfResourceAccess: true }),
    });
  };
const start = async (...declaration: Parameters<typeof declare>): Promise<void> => {
  dynamodb = await startDynamodb(declare(...declaration));
};
const deploy = (...declaration: Parameters<typeof declare>): Promise<unknown> =>
  dynamodb.cloud.deploy(declare(...declaration));
const told = async (ResourceArn = plain): Promise<string | undefined> =>
  (await dynamodb.admin.send(new GetResourcePolicyCommand({ ResourceArn }))).Policy;

describe('the policy of a table', () => {
  test('is told, and its absence too', async () => {
    const text = policy();
    await start(text);
    expect(await told()).toBe(text);
    await deploy(undefined);
    expect(await refusal(told())).toMatch(/^PolicyNotFoundException/);
    expect(await refusal(told(tableArn('none')))).toMatch(/^ResourceNotFoundException/);
  });

  test.each<[string, string, string?]>([
    [policy({ Resource: tableArn('other') }), 'and not about'],
    [policy({ Resource: [plain, tableArn('plain2')] }), 'and not about'],
    [policy({ Action: 'dynamodb:Drink' }), 'The following action names are invalid: dynamodb:Drink'],
    [policy({ Action: 's3:GetObject' }), 'The following action names are invalid: s3:GetObject'],
    [policy({ Principal: '*' }), 'Resource-based policy grants unbounded access'],
    [policy({ Principal: { AWS: '*' } }), 'Resource-based policy grants unbounded access'],
    [policy({ Principal: '*', Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }), 'grants unbounded access'],
    [policy({ Principal: { AWS: roleArn('nobody') } }), 'Invalid principal in policy document.'],
    [policy({ Resource: tableArn('none') }), 'not found: Table: none not found', tableArn('none')],
    [policy(), 'Invalid ResourceArn', `${plain}/index/byKind`],
    [policy(), 'is not of this account and region', plain.replace('us-east-1', 'eu-west-1')],
    [document({ ...guest, Sid: 'One' }, { ...guest, Sid: 'One' }), 'The Statement Ids in the policy are not unique'],
    [policy({ Sid: 'x'.repeat(20 * 1024) }), 'Maximum policy size of 20480 bytes exceeded'],
    ['{', 'This policy contains invalid Json'],
  ])('is refused: %#', async (text, message, resourceArn = plain) => {
    await start(undefined);
    await expect(deploy(text, { resourceArn })).rejects.toThrow(message);
  });

  test.each([
    policy({ Resource: [plain, `${plain}/index/*`] }),
    policy({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    policy({ Principal: { AWS: DEFAULT_ACCOUNT } }),
    document({ ...everybody, Action: 'dynamodb:DeleteItem', Resource: plain }),
  ])('is taken: %#', async (text) => {
    await start(text);
    expect(await told()).toBe(text);
  });
});

describe('a policy that shuts its maker out', () => {
  const denies = (Action: string | string[], Condition?: Statement['Condition']): string =>
    document({ ...everybody, Action, Resource: plain, ...(Condition && { Condition }) });
  const offEndpoint = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } };
  const LOCKOUT = 'The new resource policy will not allow you to update the resource policy in the future.';

  test.each([denies('dynamodb:PutResourcePolicy'), denies('dynamodb:*', offEndpoint)])(
    'is refused: %#',
    async (text) => {
      await start(undefined);
      await expect(deploy(text)).rejects.toThrow(`AccessDeniedException: ${LOCKOUT}`);
    },
  );

  test('is not one that denies the data plane only', async () => {
    await start(denies(['dynamodb:GetItem', 'dynamodb:PutItem'], offEndpoint));
    await deploy(policy());
    expect(await told()).toBe(policy());
  });

  test('is taken once that is confirmed; from then on the table goes only with it', async () => {
    const text = denies(['dynamodb:PutResourcePolicy', 'dynamodb:DeleteResourcePolicy']);
    await start(text, { confirmed: true });
    await deploy(text, { confirmed: true });
    await expect(deploy(policy())).rejects.toThrow('is not authorized to perform: dynamodb:PutResourcePolicy');
    await expect(deploy(undefined)).rejects.toThrow('is not authorized to perform: dynamodb:DeleteResourcePolicy');
    expect(await told()).toBe(text);
    await dynamodb.cloud.deploy(() => undefined);
    expect(await refusal(told())).toMatch(/^ResourceNotFoundException/);
  });
});

describe('the policy of a stream', () => {
  const withStream =
    (make: (arn: string) => string, view = 'KEYS_ONLY') =>
    (stack: Declaration): void => {
      declareRole(stack, 'guest');
      const table = declareTable(stack, 'plain', view === '' ? {} : { streamEnabled: true, streamViewType: view });
      const resourceArn = String(table.outputs['streamArn']) || `${plain}/stream/2026-01-01T00:00:00.000`;
      stack.resource(RESOURCE_POLICY, 'policy', { resourceArn, policy: make(resourceArn) });
      streamArn = resourceArn;
    };
  let streamArn = '';
  const reads = (Resource: string): string => policy({ Action: 'dynamodb:GetRecords', Resource });

  test('is told, beside that of its table', async () => {
    dynamodb = await startDynamodb(withStream(reads));
    expect(await told(streamArn)).toBe(reads(streamArn));
    expect(await refusal(told())).toMatch(/^PolicyNotFoundException/);
    expect(await refusal(told(`${streamArn}9`))).toMatch(/^ResourceNotFoundException/);
  });

  test('is refused for actions on items, for another resource, and without a stream', async () => {
    dynamodb = await startDynamodb(undefined);
    const deployed = (...of: Parameters<typeof withStream>): Promise<unknown> =>
      dynamodb.cloud.deploy(withStream(...of));
    await expect(deployed((Resource) => policy({ Resource }))).rejects.toThrow('GetItem is no action on a stream');
    await expect(deployed(() => reads(plain))).rejects.toThrow('and not about');
    await expect(deployed(reads, '')).rejects.toThrow('Requested resource not found: Stream:');
  });
});
