import { readFileSync, statSync } from 'node:fs';
import { request, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memoryStackStore } from '../stack-store.ts';
import { declareGraph, startTestCloud, type TestCloud } from '../testing/index.ts';

let cloud: TestCloud;
let token: string;
beforeAll(async () => {
  cloud = await startTestCloud(undefined);
  token = (JSON.parse(readFileSync(join(cloud.root, 'control.json'), 'utf8')) as { token: string }).token;
});
afterAll(() => cloud.close());

function ask(
  method: string,
  path: string,
  headers: RequestOptions['headers'] = { authorization: `Bearer ${token}` },
  body = '',
): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${cloud.endpoint.replace('https', 'http')}/_palisade${path}`,
      { method, headers },
      (response) => {
        let text = '';
        response.on('data', (data: Buffer) => (text += data.toString()));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const graphOf = (stack: string, name = 'r'): string =>
  JSON.stringify(
    declareGraph(
      {
        catalogue: cloud.cloud.catalogue,
        endpoint: cloud.endpoint,
        accountId: '123456789012',
        stack,
        region: 'us-east-1',
      },
      (declare) => {
        declare.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: trust });
      },
    ),
  );

test('health tells everybody who answers, and no more', async () => {
  expect(await ask('GET', '/health', {})).toEqual({
    status: 200,
    body: { product: 'palisade', version: expect.any(String), home: cloud.root, pid: process.pid },
  });
});

describe('who may use it', () => {
  test.each([
    ['without a token', {}],
    ['with a wrong token', { authorization: 'Bearer nonsense' }],
    ['with an empty token', { authorization: 'Bearer ' }],
  ])('nobody %s', async (_name, headers) => {
    for (const [method, path] of [
      ['GET', '/stacks'],
      ['GET', '/decisions'],
      ['POST', '/stop'],
      ['DELETE', '/stacks/x'],
    ] as const) {
      expect((await ask(method, path, headers)).status).toBe(401);
    }
  });

  test('no web page, even with the token, and no other host name', async () => {
    const authorization = `Bearer ${token}`;
    expect((await ask('GET', '/stacks', { authorization, origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask('GET', '/health', { origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await ask('GET', '/stacks', { authorization, host: 'evil.example' })).status).toBe(421);
    expect((await ask('GET', '/stacks')).status).toBe(200);
  });

  test('the token lies in a file only its owner may read', () => {
    for (const name of ['control.json', 'aws/credentials', 'aws/session.key', 'ca.key', 'tls/door.key']) {
      expect(statSync(join(cloud.root, name)).mode & 0o777).toBe(0o600);
    }
  });
});

test('stacks are put, read and taken away', async () => {
  expect((await ask('PUT', '/stacks/one', undefined, graphOf('one'))).status).toBe(204);
  expect((await ask('GET', '/stacks')).body['stacks']).toHaveLength(1);
  expect((await ask('GET', '/stacks/one')).body).toEqual(JSON.parse(graphOf('one')));
  expect((await ask('DELETE', '/stacks/one')).status).toBe(204);
  expect((await ask('GET', '/stacks/one')).status).toBe(404);
  expect((await ask('DELETE', '/stacks/one')).status).toBe(404);
});

test('what a service refuses comes back with the resource it is about', async () => {
  await ask('PUT', '/stacks/one', undefined, graphOf('one'));
  const answer = await ask('PUT', '/stacks/two', undefined, graphOf('two'));
  expect(answer).toMatchObject({
    status: 409,
    body: {
      problems: [
        { urn: expect.stringContaining('urn:pulumi:two'), message: expect.stringContaining('EntityAlreadyExists') },
      ],
    },
  });
  expect((await ask('GET', '/stacks/two')).status).toBe(404);
  await ask('DELETE', '/stacks/one');
});

test.each([
  ['no JSON', '{', 'not a JSON graph'],
  ['no graph', '{"a":1}', 'has no resources'],
  ['another stack', '{"stack":"y","resources":[]}', 'another stack than x'],
])('refuses %s', async (_name, body, message) => {
  expect(await ask('PUT', '/stacks/x', undefined, body)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining(message) },
  });
});

test('says why a stack could not be stored, and has not changed anything', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  const store = { ...memoryStackStore(), save: () => Promise.reject(full) };
  const other = await startTestCloud(undefined, { store });
  const control = JSON.parse(readFileSync(join(other.root, 'control.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${other.endpoint.replace('https', 'http')}/_palisade/stacks/one`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${control.token}` },
    body: graphOf('one'),
  });
  expect(answer.status).toBe(507);
  expect(await answer.json()).toEqual({
    message: 'Its data could not be written: ENOSPC: no space left on device, write.',
  });
  expect(other.cloud.stacks()).toEqual([]);
  await other.close();
});

test('says what does not exist', async () => {
  expect(await ask('GET', '/nonsense')).toEqual({ status: 404, body: { message: 'There is no GET /nonsense.' } });
});
