import { afterEach, expect, test } from '@jest/globals';
import type { MetricSample } from '../../kernel/metrics.ts';
import { METHOD_SETTINGS } from './resources/method-settings.ts';
import { startEdgeCloud, type EdgeCloud } from './testing/edge-cloud.ts';

let edge: EdgeCloud;
afterEach(() => edge.cloud.close());

/** What a request to `GET /a` of a stage with these settings measures: values by name and dimensions. */
async function measured(settings: { readonly metricsEnabled: boolean }, path: string): Promise<Record<string, number>> {
  let url = '';
  edge = await startEdgeCloud((declaration) => {
    const api = declaration.api({ name: 'api' });
    declaration.proxy(api, 'GET', 'a', 'fn');
    url = String(declaration.stage(api).outputs['invokeUrl']);
    const { stack } = declaration;
    stack.resource(METHOD_SETTINGS, 'metrics', { restApi: api.id, stageName: 'test', methodPath: '*/*', settings });
  });
  edge.lambda.functions.set('fn', () => ({ statusCode: 200 }));
  edge.lambda.allow('fn', '*');
  const samples: MetricSample[] = [];
  edge.cloud.cloud.host.metrics.onSample((sample) => samples.push(sample));
  await edge.send({ url: `${url}${path}` });
  expect(new Set(samples.map(({ namespace, region }) => `${namespace} ${region}`))).toEqual(
    new Set(['AWS/ApiGateway us-east-1']),
  );
  return Object.fromEntries(
    samples.flatMap(({ dimensions, name, value }) =>
      dimensions.map((each) => [[name, ...Object.values(each)].join(' '), value] as const),
    ),
  );
}

test('a request counts for its API and its stage', async () => {
  expect(await measured({ metricsEnabled: false }, '/a')).toEqual({
    'Count api': 1,
    'Count api test': 1,
    '4XXError api': 0,
    '4XXError api test': 0,
    '5XXError api': 0,
    '5XXError api test': 0,
    'Latency api': 0,
    'Latency api test': 0,
    'IntegrationLatency api': 0,
    'IntegrationLatency api test': 0,
  });
});

test('with metricsEnabled for its method, too', async () => {
  expect(await measured({ metricsEnabled: true }, '/a')).toMatchObject({
    'Count api': 1,
    'Count api test GET /a': 1,
    '5XXError api test GET /a': 0,
    'IntegrationLatency api test GET /a': 0,
  });
});

test('one that leads nowhere is an error of the client without an integration', async () => {
  const values = await measured({ metricsEnabled: true }, '/nothing');
  expect(values).toMatchObject({ 'Count api test': 1, '4XXError api test': 1, '5XXError api': 0 });
  expect(Object.keys(values).filter((name) => /Integration|GET/.test(name))).toEqual([]);
});
