import { expect, test } from '@jest/globals';
import { ApiDeclaration, logLines, startEdgeCloud } from '../apigateway/testing/edge-cloud.ts';
import { wafv2 } from './index.ts';
import { associate, contains, declareWebAcl, logTo, managedRule, rule } from './testing/declare-waf.ts';

function declareApi(
  declare: ApiDeclaration,
  guard: (declare: ApiDeclaration, stage: ReturnType<ApiDeclaration['stage']>) => void,
): string {
  const api = declare.api();
  declare.proxy(api, 'GET', 'a', 'fn');
  const stage = declare.stage(api);
  guard(declare, stage);
  return `${String(stage.outputs['invokeUrl'])}/a`;
}

test('a deployment changes what is blocked at once, and takes a web ACL away', async () => {
  const edge = await startEdgeCloud(undefined, { services: [wafv2] });
  try {
    edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: '' }));
    edge.lambda.allow('fn', '*');
    const deploy = async (word: string | undefined): Promise<string> => {
      let url = '';
      await edge.cloud.deploy((stack) => {
        url = declareApi(new ApiDeclaration(stack), (declare, stage) => {
          if (word === undefined) return;
          const webAcl = declareWebAcl(stack, 'acl', [rule('word', 0, contains(word, { queryString: {} }))]);
          associate(stack, webAcl, stage);
          logTo(stack, webAcl, declare.logGroup('aws-waf-logs-spec'));
        });
      });
      return url;
    };
    const status = async (url: string, query: string): Promise<number> =>
      (await edge.send({ url: `${url}?${query}` })).status;
    const first = await deploy('one');
    expect([await status(first, 'one'), await status(first, 'two')]).toEqual([403, 200]);
    expect((await logLines(edge.cloud, 'aws-waf-logs-spec')).length).toBe(2);
    const second = await deploy('two');
    expect([await status(second, 'one'), await status(second, 'two')]).toEqual([200, 403]);
    const third = await deploy(undefined);
    expect([await status(third, 'one'), await status(third, 'two')]).toEqual([200, 200]);
  } finally {
    await edge.cloud.close();
  }
});

test('what nobody can know is told to the operator', async () => {
  const before = process.env['PALISADE_GEO_DATABASE'];
  delete process.env['PALISADE_GEO_DATABASE'];
  let url = '';
  const edge = await startEdgeCloud(
    (declare) => {
      url = declareApi(declare, ({ stack }, stage) => {
        const overrides = {
          ruleActionOverrides: [
            { name: 'NoUserAgent_HEADR', actionToUse: { count: {} } },
            { name: 'NoUserAgent_HEADER', actionToUse: { count: {} } },
          ],
        };
        const webAcl = declareWebAcl(stack, 'acl', [
          rule('geo', 0, { geoMatchStatement: { countryCodes: ['CH'] } }),
          managedRule('common', 1, 'AWSManagedRulesCommonRuleSet', overrides),
        ]);
        associate(stack, webAcl, stage);
      });
    },
    { services: [wafv2] },
  );
  try {
    expect(edge.cloud.log.filter((line) => line.startsWith('wafv2:'))).toEqual([
      expect.stringContaining('the rule common of the web ACL acl overrides NoUserAgent_HEADR, which is no rule'),
    ]);
    await edge.send({ url });
    await edge.send({ url });
    expect(edge.cloud.log.filter((line) => line.includes('a rule asks for countries'))).toHaveLength(1);
  } finally {
    if (before !== undefined) process.env['PALISADE_GEO_DATABASE'] = before;
    await edge.cloud.close();
  }
});
