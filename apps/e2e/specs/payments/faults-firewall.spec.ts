import type { Cloud } from '../../src/faults/cloud.ts';
import { expect, test } from '../../src/faults/fixtures.ts';
import { STACK } from '../../src/faults/payments-cloud.ts';

const rules = (cloud: Cloud, verb: string, count: number) =>
  cloud.try(verb, '--cwd', 'apps/e2e/web-acl', '--stack', `rules-${count}`);

const finding = (units: number): string =>
  `warning: The rules of the web ACL e2e-web-acl use ${units} web ACL capacity units (WCUs): each request costs more beyond 1500.`;

test('rules of more than 1,500 capacity units are a finding, of more than 5,000 are refused, as AWS does', async ({
  cloud,
}) => {
  for (const [count, units] of [
    [37, 1480],
    [38, 1520],
    [125, 5000],
  ] as const) {
    for (const verb of ['preview', 'up', 'destroy']) {
      const { code, printed } = await rules(cloud, verb, count);
      expect([verb, code]).toEqual([verb, 0]);
      if (verb === 'destroy' || units <= 1500) expect(printed).not.toContain('capacity units');
      else expect(printed).toContain(finding(units));
    }
  }
  for (const verb of ['preview', 'up']) {
    const { code, printed } = await rules(cloud, verb, 126);
    expect(code).toBe(1);
    expect(printed).toMatch(/WAFLimitsExceededException: .*use 5040 web ACL capacity units \(WCUs\) of 5000/);
  }
  expect((await rules(cloud, 'outputs', 126)).code).toBe(1);
});

test('the payments API’s own rules are within what the price includes', async ({ cloud }) => {
  const { code, printed } = await cloud.try('preview', '--stack', STACK);
  expect([code, printed]).toEqual([0, expect.not.stringContaining('capacity units')]);
});
