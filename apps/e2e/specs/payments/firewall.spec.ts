import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetWebACLForResourceCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout, soon } from '../../src/logs.ts';
import type { PaymentAnswer } from '../../src/payments-api.ts';
import { expect, test } from '../../src/payments-fixtures.ts';
import type { PaymentsOutputs, Stack } from '../../src/stack.ts';
import { attackClasses, lookalikes } from '../../src/waf-corpus/index.ts';

/** What a line of a web ACL's log says of a request. */
interface WafLogLine {
  readonly action: string;
  readonly terminatingRuleId: string;
  readonly ruleGroupList?: readonly { readonly terminatingRule?: { readonly ruleId: string } | null }[];
}

test('the web ACL stands before the stage', async ({ stack }) => {
  const { rest_api_id, region, stage_name, waf_web_acl_id } = stack.outputs;
  const ResourceArn = `arn:aws:apigateway:${region}::/restapis/${rest_api_id}/stages/${stage_name}`;
  const { WebACL } = await new WAFV2Client(clientConfig(stack)).send(new GetWebACLForResourceCommand({ ResourceArn }));
  expect(WebACL?.Id).toBe(waf_web_acl_id);
  // What the price of a web ACL includes.
  expect(WebACL?.Capacity).toBeLessThanOrEqual(1500);
});

for (const [kind, attacks] of Object.entries(attackClasses)) {
  test(`blocks ${kind}`, async ({ api, stack }) => {
    const answers = await Promise.all(attacks.map(({ request }) => api.call(request)));
    const passed = attacks.filter((_, index) => answers[index]?.status !== 403);
    expect(passed.map(({ name }) => name)).toEqual([]);
    // Other things answer 403 too: that it was the firewall is in its log.
    const blocked = await Promise.all(answers.map((answer) => blockedBy(stack, answer)));
    // On AWS another rule may see the same attack first.
    const rules = attacks.map(({ blockedBy: rule }, index) => (stack.target === 'aws' ? blocked[index] : rule));
    expect(Object.fromEntries(attacks.map(({ name }, index) => [name, blocked[index]]))).toEqual(
      Object.fromEntries(attacks.map(({ name }, index) => [name, rules[index]])),
    );
  });
}

test('lets through what only looks like an attack', async ({ api }) => {
  // Past the firewall it is the function that answers, whatever it answers: it alone names the request so.
  const answers = await Promise.all(lookalikes.map(({ request }) => api.call(request)));
  const refused = lookalikes.filter((_, index) => answers[index]?.headers['x-request-id'] === undefined);
  expect(refused.map(({ name }) => name)).toEqual([]);
  const attack = await api.call({ path: '/payments/e2e?q=%3Cscript%3E' });
  expect(attack.headers['x-request-id']).toBeUndefined();
});

test('the log of the firewall holds no secrets of a request', async ({ api, stack }) => {
  const canary = `CANARY${Date.now()}`;
  const attack = await api.call({
    path: `/payments/e2e?q=%3Cscript%3E&token=${canary}`,
    headers: { authorization: canary, cookie: `session=${canary}` },
  });
  expect(attack.status).toBe(403);
  expect(await blockedBy(stack, attack)).toMatch(/\w/);
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  for (const group of stack.outputs.log_group_names) expect(await linesAbout(logs, group, canary), group).toEqual([]);
});

/** The rule that blocked a request; fails when the firewall's log does not know of it. */
async function blockedBy(stack: Stack<PaymentsOutputs>, { headers, text }: PaymentAnswer): Promise<string> {
  const id = String(headers['x-amzn-requestid']);
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  const lines = () => linesAbout(logs, stack.outputs.waf_log_group_name, id);
  await expect.poll(async () => (await lines()).length, { ...soon, message: text }).toBe(1);
  const { action, ruleGroupList = [], terminatingRuleId } = JSON.parse((await lines())[0] ?? '{}') as WafLogLine;
  expect(action).toBe('BLOCK');
  return ruleGroupList.find(({ terminatingRule }) => terminatingRule)?.terminatingRule?.ruleId ?? terminatingRuleId;
}
