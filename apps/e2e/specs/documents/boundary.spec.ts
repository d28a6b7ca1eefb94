import { randomUUID } from 'node:crypto';
import { expect, refusalOf, test as base } from '../../src/fixtures.ts';
import { assumeRole } from '../../src/identities.ts';
import { probe, type ProbeOutputs } from '../../src/probe.ts';
import { attempt } from '../../src/probes.ts';

type Place = keyof ProbeOutputs;
type Action = 'PutObject' | 'GetObject' | 'DeleteObject' | 'ListObjects' | 'GetCallerIdentity';

/** Real calls from inside AWS: what the probe in a place meets when it tries something. */
const test = base.extend<
  { from: (place: Place, action: Action, encryption?: 'AES256' | 'aws:kms' | 'none') => Promise<string> },
  { probes: ProbeOutputs }
>({
  probes: [async ({ stack }, use) => use(probe.outputs(stack)), { scope: 'worker' }],
  from: async ({ stack, probes }, use) => {
    const mine = { bucket: stack.outputs.bucketName, key: `probe/${randomUUID()}` };
    await use(async (place, action, encryption = 'AES256') => {
      const what = { ...mine, action, ...(encryption !== 'none' && { encryption }) };
      return (await attempt(stack, probes[place], what)).outcome;
    });
  },
});

test('role and endpoint: may write, and may neither read nor list nor delete what it wrote', async ({ from }) => {
  expect(await from('roleAndEndpoint', 'PutObject')).toBe('ok');
  for (const action of ['GetObject', 'ListObjects', 'DeleteObject'] as const) {
    expect(await from('roleAndEndpoint', action), action).toBe('AccessDenied');
  }
});

test('role and endpoint: must ask for AES256', async ({ from }) => {
  expect(await from('roleAndEndpoint', 'PutObject', 'AES256')).toBe('ok');
  // AWS asks the bucket policy first; the local cloud says first that it has no KMS keys for S3 yet.
  const kms = await from('roleAndEndpoint', 'PutObject', 'aws:kms');
  expect(['AccessDenied', 'NotImplemented']).toContain(kms);
  expect(await from('roleAndEndpoint', 'PutObject', 'none')).toBe('AccessDenied');
});

test('role without the endpoint: nothing', async ({ from }) => {
  expect(await from('roleAndEndpoint', 'PutObject')).toBe('ok');
  for (const action of ['PutObject', 'GetObject', 'ListObjects', 'DeleteObject'] as const) {
    expect(await from('roleOnly', action), action).toBe('AccessDenied');
  }
});

test('endpoint without the role: nothing, whatever the other role may do', async ({ from }) => {
  expect(await from('roleAndEndpoint', 'PutObject')).toBe('ok');
  for (const action of ['PutObject', 'GetObject', 'ListObjects', 'DeleteObject'] as const) {
    expect(await from('endpointOnly', action), action).toBe('AccessDenied');
  }
});

// Proves that STS cannot be reached from the private subnets; that nothing else can either is read off the route table in
// the blueprint's own specs.
test('the private subnets lead to S3 and nowhere else', async ({ from }) => {
  expect(await from('roleOnly', 'GetCallerIdentity')).toBe('ok');
  expect(await from('roleAndEndpoint', 'GetCallerIdentity')).toMatch(/Timeout/);
});

test("nobody becomes the handler's role from outside, not even the deployer", async ({ stack }) => {
  const { handlerRoleArn, clientRoleArn } = stack.outputs;
  expect(await refusalOf(assumeRole(stack, clientRoleArn))).toBeUndefined();
  expect((await refusalOf(assumeRole(stack, handlerRoleArn)))?.name).toBe('AccessDenied');
});
