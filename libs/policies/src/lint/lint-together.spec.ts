import { describe, expect, test } from '@jest/globals';
import {
  endpointPolicy,
  functionPolicy,
  handlerRole,
  logGroup,
  logKeyPolicy,
  method,
  smallWorld,
  type On,
} from '../access/testing/small-world.ts';
import type { AccessModel } from '../access/model.ts';
import { ModelError } from '../access/ask.ts';
import { kmsKeyArn } from '../arn/index.ts';
import type { Policy } from '../build/policy.ts';
import { here } from '../testing/calls.ts';
import { lintTogether } from './lint-together.ts';

/** Findings of the pairs; the world's administrators alone have findings of their own. */
const pairs = (model: AccessModel) =>
  lintTogether(model)
    .filter(({ code }) => code.includes('-does-not-fit-'))
    .map(({ code, policy, statement, message }) => [code, policy, statement, message]);
const rewritten = (policy: Policy, from: string, to: string): Policy => {
  const text = JSON.stringify(policy);
  if (!text.includes(from)) throw new Error(`${policy.name} does not contain ${from}`);
  return JSON.parse(text.replaceAll(from, to)) as Policy;
};
const withResource = (name: On, policy: Policy | undefined): AccessModel => {
  const { policy: _policy, ...rest } = smallWorld.resources[name];
  return {
    ...smallWorld,
    resources: { ...smallWorld.resources, [name]: policy === undefined ? rest : { ...rest, policy } },
  };
};
const withEndpoint = (change: Partial<(typeof smallWorld.endpoints)[string]>): AccessModel => ({
  ...smallWorld,
  endpoints: {
    s3: { ...(smallWorld.endpoints['s3'] as NonNullable<(typeof smallWorld.endpoints)[string]>), ...change },
  },
});

test('policies that fit have no findings, and each policy is linted by itself too', () => {
  expect(pairs(smallWorld)).toEqual([]);
  expect(new Set(lintTogether(smallWorld).map(({ policy }) => policy))).toEqual(new Set(['AdministratorAccess']));
});

describe('a permission and an integration', () => {
  const code = 'permission-does-not-fit-integration';

  test('of another stage', () => {
    expect(pairs(withResource('function', rewritten(functionPolicy, '/v1/', '/v2/')))).toEqual([
      [
        code,
        'f',
        '',
        expect.stringContaining(
          `apigateway.amazonaws.com may not invoke arn:aws:lambda:us-east-1:111122223333:function:f for ${method}`,
        ),
      ],
      [code, 'f', 'Api', expect.stringContaining('No method of an API that integrates')],
    ]);
  });

  test('of another account', () => {
    const other = rewritten(functionPolicy, '"AWS:SourceAccount":"111122223333"', '"AWS:SourceAccount":"444455556666"');
    expect(pairs(withResource('function', other)).map(([, , statement]) => statement)).toEqual(['', 'Api']);
  });

  test('no permission at all', () => {
    expect(pairs(withResource('function', undefined))).toEqual([
      [code, 'function', '', expect.stringContaining('Permit it with this SourceArn.')],
    ]);
  });

  test('no integration', () => {
    expect(
      pairs({ ...smallWorld, links: smallWorld.links?.filter(({ type }) => type !== 'integration') ?? [] }),
    ).toEqual([[code, 'f', 'Api', expect.stringContaining('Remove it, or correct its SourceArn.')]]);
  });

  test('a permission for another service is not about integrations', () => {
    expect(
      pairs(withResource('function', { ...functionPolicy, document: { Version: '2012-10-17', Statement: [] } })),
    ).toHaveLength(1);
    const events = rewritten(functionPolicy, 'apigateway.amazonaws.com', 'events.amazonaws.com');
    expect(pairs(withResource('function', events)).map(([, , statement]) => statement)).toEqual(['']);
  });

  test('with a function that is not in the model', () => {
    const links = [{ type: 'integration', method, function: 'nothing' }] as const;
    expect(() => lintTogether({ ...smallWorld, links })).toThrow(ModelError);
  });
});

describe('a key and a log group', () => {
  const code = 'key-does-not-fit-log-group';

  test('of another name', () => {
    const refused = 'logs.us-east-1.amazonaws.com may not kms:Decrypt, kms:Encrypt, kms:GenerateDataKey';
    expect(pairs(withResource('key', rewritten(logKeyPolicy, '/aws/lambda/f', '/aws/lambda/g')))).toEqual([
      [code, 'log-key', '', expect.stringContaining(refused)],
      [code, 'log-key', 'EncryptLogGroups', expect.stringContaining('No log group is encrypted')],
    ]);
  });

  test('whose policy lacks one action', () => {
    expect(pairs(withResource('key', rewritten(logKeyPolicy, '"kms:GenerateDataKey",', '')))).toEqual([
      [
        code,
        'log-key',
        '',
        expect.stringContaining(`may not kms:GenerateDataKey for ${logGroup}, so the group cannot be made`),
      ],
    ]);
  });

  test('without any policy', () => {
    expect(pairs(withResource('key', undefined)).map(([, policy]) => policy)).toEqual(['key']);
  });

  test('in another region', () => {
    const { key } = smallWorld.resources;
    const moved = { ...key, arn: kmsKeyArn({ ...here, region: 'eu-west-1', id: 'k' }) };
    expect(pairs({ ...smallWorld, resources: { ...smallWorld.resources, key: moved } })[0]).toEqual([
      code,
      'log-key',
      '',
      expect.stringContaining('A log group needs a key of its own region.'),
    ]);
  });
});

describe('an endpoint and a bucket', () => {
  const code = 'endpoint-does-not-fit-bucket';

  test('that trusts another endpoint', () => {
    expect(pairs(withEndpoint({ id: 'vpce-2' }))).toEqual([
      [code, 'docs', 'DenyUnlessPrincipalOrEndpoint', expect.stringContaining('There is no S3 endpoint vpce-1')],
    ]);
    expect(pairs(withEndpoint({ service: 'dynamodb' }))).toHaveLength(1);
  });

  test('that leads to another bucket', () => {
    expect(pairs(withEndpoint({ policy: rewritten(endpointPolicy, ':docs/', ':other/') }))).toEqual([
      [
        code,
        'docs',
        'DenyUnlessPrincipalOrEndpoint',
        expect.stringContaining('lets nothing through to this bucket. Allow it there.'),
      ],
    ]);
  });

  test('that leads to nothing in the model', () => {
    const astray = pairs(withEndpoint({ policy: rewritten(endpointPolicy, ':docs/', ':elsewhere/') }));
    expect(astray.map(([, policy, statement]) => [policy, statement])).toEqual([
      ['docs', 'DenyUnlessPrincipalOrEndpoint'],
      ['s3-endpoint', 'OnlyHandler'],
    ]);
  });

  test('for a caller that is not in the model', () => {
    expect(pairs(withEndpoint({ policy: rewritten(endpointPolicy, handlerRole, `${handlerRole}-old`) }))).toEqual([
      [code, 's3-endpoint', 'OnlyHandler', expect.stringContaining(`Nobody in the model is "${handlerRole}-old"`)],
    ]);
  });

  test('without a policy everything passes', () => {
    const { s3 } = smallWorld.endpoints;
    const { policy: _policy, ...open } = s3 as NonNullable<typeof s3>;
    expect(pairs({ ...smallWorld, endpoints: { s3: open } })).toEqual([]);
  });
});
