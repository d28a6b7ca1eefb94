import {
  BatchGetTracesCommand,
  GetTraceSummariesCommand,
  PutTraceSegmentsCommand,
  XRayClient,
} from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { iamRoleArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../cloud.ts';
import { newSegmentId, newTraceId } from '../../kernel/traces.ts';
import { apigateway } from '../apigateway/index.ts';
import { ApiDeclaration, send, type Received } from '../apigateway/testing/edge-cloud.ts';
import { FunctionCloud, ownLogs } from '../lambda/testing/function-cloud.ts';
import { xray } from './index.ts';

const DAY = 86_400_000;
const mayTrace = { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' };

interface Document {
  readonly id: string;
  readonly parent_id?: string;
  readonly name: string;
  readonly origin: string;
  readonly fault?: boolean;
  readonly http?: { readonly response?: { readonly status: number } };
}

let cloud: FunctionCloud;
let url: string;

beforeAll(async () => {
  cloud = await FunctionCloud.start(
    {
      fn: {
        files: {
          'index.mjs': `export const handler = async (event) => {
            if (event.path === '/fail') throw new Error('no');
            return { statusCode: 200, body: process.env._X_AMZN_TRACE_ID };
          };`,
        },
        inputs: { tracingConfig: { mode: 'Active' } },
        statements: [ownLogs, mayTrace],
        around(stack) {
          const declare = new ApiDeclaration(stack);
          const api = declare.api({ name: 'traced-api' });
          declare.proxy(api, 'GET', 'open', 'fn');
          declare.proxy(api, 'GET', 'fail', 'fn');
          url = String(declare.stage(api, { xrayTracingEnabled: true }).outputs['invokeUrl']);
          for (const path of ['open', 'fail']) {
            stack.resource('aws:lambda/permission:Permission', path, {
              action: 'lambda:InvokeFunction',
              function: 'fn',
              principal: 'apigateway.amazonaws.com',
              sourceArn: `${String(api.outputs['executionArn'])}/test/GET/${path}`,
              sourceAccount: DEFAULT_ACCOUNT,
            });
          }
          stack.resource('aws:iam/role:Role', 'stranger', {
            name: 'stranger',
            assumeRolePolicy: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
              ],
            }),
          });
          return {};
        },
      },
    },
    [apigateway, xray],
  );
});

afterAll(() => cloud.close());

const call = (path: string, headers: Record<string, string> = {}): Promise<Received> =>
  send(cloud.test, { url: `${url}/${path}`, headers });

async function documentsOf(traceId: string): Promise<readonly Document[]> {
  const client = new XRayClient(cloud.test.deployer());
  const { Traces = [] } = await client.send(new BatchGetTracesCommand({ TraceIds: [traceId] }));
  return (Traces[0]?.Segments ?? []).map(({ Document: document = '' }) => JSON.parse(document) as Document);
}

const rootOf = (header: unknown): string => /Root=(1-[0-9a-f-]+)/.exec(String(header))?.[1] ?? '';

describe('a request through a stage and a function with tracing', () => {
  test('leaves a segment for each, joined to one trace', async () => {
    const sampled = { 'X-Amzn-Trace-Id': `Root=${newTraceId(cloud.test.clock.now())};Sampled=1` };
    const { body, headers } = await call('open', sampled);
    const traceId = rootOf(sampled['X-Amzn-Trace-Id']);
    expect(rootOf(headers['x-amzn-trace-id'])).toBe(traceId);
    const documents = await documentsOf(traceId);
    const stage = documents.find(({ origin }) => origin === 'AWS::ApiGateway::Stage');
    const service = documents.find(({ origin }) => origin === 'AWS::Lambda');
    const code = documents.find(({ origin }) => origin === 'AWS::Lambda::Function');
    expect(documents).toHaveLength(3);
    expect([stage?.name, service?.name, code?.name]).toEqual(['traced-api/test', 'fn', 'fn']);
    expect([service?.parent_id, code?.parent_id]).toEqual([stage?.id, service?.id]);
    expect(body).toBe(`Root=${traceId};Parent=${code?.id};Sampled=1`);
    expect(stage?.http?.response?.status).toBe(200);
  });

  test('tells faults of the function and what the caller saw of them', async () => {
    const traceId = newTraceId(cloud.test.clock.now());
    await call('fail', { 'X-Amzn-Trace-Id': `Root=${traceId};Sampled=1` });
    const documents = await documentsOf(traceId);
    expect(documents.map(({ fault, origin }) => [origin, fault === true]).sort()).toEqual([
      ['AWS::ApiGateway::Stage', true],
      ['AWS::Lambda', false],
      ['AWS::Lambda::Function', true],
    ]);
  });

  test('leaves none when the caller decided against it', async () => {
    const traceId = newTraceId(cloud.test.clock.now());
    const { body } = await call('open', { 'X-Amzn-Trace-Id': `Root=${traceId};Sampled=0` });
    expect(body).toMatch(/Sampled=0$/);
    expect(await documentsOf(traceId)).toEqual([]);
  });

  test('is sampled when it is the first of its second', async () => {
    cloud.test.clock.advance(5000);
    const { headers } = await call('open');
    expect(headers['x-amzn-trace-id']).toMatch(/Sampled=1$/);
    expect(await documentsOf(rootOf(headers['x-amzn-trace-id']))).toHaveLength(3);
  });
});

describe('the API', () => {
  const range = () => {
    const now = cloud.test.clock.now();
    return { StartTime: new Date(now - 60_000), EndTime: new Date(now + 60_000) };
  };

  test('sums up traces by time, and forgets them after thirty days', async () => {
    const traceId = newTraceId(cloud.test.clock.now());
    await call('fail', { 'X-Amzn-Trace-Id': `Root=${traceId};Sampled=1` });
    const summaries = async () => {
      const { TraceSummaries = [] } = await new XRayClient(cloud.test.deployer()).send(
        new GetTraceSummariesCommand(range()),
      );
      return TraceSummaries;
    };
    const found = (await summaries()).find(({ Id }) => Id === traceId);
    expect(found).toMatchObject({ HasFault: true, Http: { HttpMethod: 'GET', HttpStatus: 502 } });
    cloud.test.clock.advance(31 * DAY);
    expect(await summaries()).toEqual([]);
    expect(await documentsOf(traceId)).toEqual([]);
  });

  test('takes segments that code sends, and names those that it does not', async () => {
    const client = new XRayClient(cloud.test.deployer());
    const now = cloud.test.clock.now() / 1000;
    const traceId = newTraceId(cloud.test.clock.now());
    const good = { id: newSegmentId(), trace_id: traceId, name: 'mine', start_time: now, end_time: now + 1 };
    const { UnprocessedTraceSegments } = await client.send(
      new PutTraceSegmentsCommand({
        TraceSegmentDocuments: [
          JSON.stringify(good),
          JSON.stringify({ ...good, id: 'x' }),
          JSON.stringify({ ...good, trace_id: 'x' }),
          JSON.stringify({ ...good, end_time: undefined }),
          '{',
        ],
      }),
    );
    expect(UnprocessedTraceSegments?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidId',
      'InvalidTraceId',
      'InvalidTime',
      'ParseError',
    ]);
    expect(await documentsOf(traceId)).toMatchObject([{ name: 'mine' }]);
  });

  test('is for those who may', async () => {
    const stranger = new XRayClient(cloud.test.role(iamRoleArn({ account: DEFAULT_ACCOUNT, name: 'stranger' })));
    const requests = [
      () => stranger.send(new GetTraceSummariesCommand(range())),
      () => stranger.send(new BatchGetTracesCommand({ TraceIds: [newTraceId(0)] })),
      () => stranger.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: [] })),
    ];
    for (const request of requests) await expect(request()).rejects.toThrow('is not authorized to perform: xray:');
  });

  test('answers about six hours at a time', async () => {
    const { EndTime, StartTime } = range();
    const request = { StartTime: new Date(StartTime.getTime() - DAY), EndTime };
    await expect(new XRayClient(cloud.test.deployer()).send(new GetTraceSummariesCommand(request))).rejects.toThrow(
      '6 hours',
    );
  });
});
