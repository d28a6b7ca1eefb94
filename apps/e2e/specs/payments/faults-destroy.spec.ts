import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cloud } from '../../src/faults/cloud.ts';
import { listed } from '../../src/faults/listed.ts';
import { issueClient, openPayments, STACK, stackOf, type PaymentsStack } from '../../src/faults/payments-cloud.ts';
import { stackBeside, writeStackFile } from '../../src/faults/stack-files.ts';
import { PaymentsApi } from '../../src/payments-api.ts';
import { expect, newPayment, outcomeOf, pay } from '../../src/payments-fixtures.ts';
import { test } from '@playwright/test';

test('a destroyed stack leaves nothing behind, and its name is free', async () => {
  const cloud = await openPayments();
  try {
    const stack = await stackOf(cloud);
    const { region } = stack.outputs;
    const client = await issueClient(cloud, 'client');
    const api = new PaymentsApi(stack, client);
    const canary = `CANARY${Date.now()}`;
    const payment = newPayment({ description: canary });
    const first = await pay(api, payment);
    const other = await issueClient(cloud, 'other');
    await cloud.palisade('certs', 'revoke', 'other', '--stack', STACK);
    expect(await outcomeOf(api.call({ path: '/payments/none', as: other }))).toBe(403);
    const before = await listed(cloud, region);
    for (const [kind, names] of Object.entries(before)) expect(names, kind).not.toEqual([]);

    const { code, printed } = await cloud.try('destroy', '--stack', STACK);
    expect([code, printed]).toEqual([0, expect.stringMatching(/\b2\d\d deleted\.\n$/)]);
    expect(await listed(cloud, region)).toEqual(Object.fromEntries(Object.keys(before).map((kind) => [kind, []])));
    expect(await outcomeOf(api.call({ path: '/payments/none' }))).not.toBe(404);
    // What is left is the account's and the workspace's: its history, its certificates, the code of functions.
    const left = filesIn(cloud.home);
    const others = left.filter((file) => !/^(account|assets|aws|certs|tls)\/|^(ca|cloud|control|lock)\b/.test(file));
    expect(others).toEqual([]);
    for (const file of left) expect(readFileSync(join(cloud.home, file)).includes(canary), file).toBe(false);
    expect((await cloud.try('outputs', '--stack', STACK)).code).toBe(1);
    expect(await cloud.palisade('destroy', '--stack', STACK)).toContain('There is nothing to destroy');

    await cloud.palisade('up', '--stack', STACK);
    const again = new PaymentsApi(await stackOf(cloud), client);
    expect(await outcomeOf(again.call({ path: `/payments/${payment.transactionId}` }))).toBe(404);
    const second = await again.call({ path: '/process-payment', body: payment });
    expect([second.status, second.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect((JSON.parse(second.text) as typeof first).createdAt).not.toBe(first.createdAt);
    expect(await outcomeOf(again.call({ path: '/payments/none', as: other }))).toBe(404);
  } finally {
    await cloud.close();
  }
});

test('a stack that is protected is not destroyed, says why, and is once it is protected no more', async () => {
  const cloud = await Cloud.start();
  try {
    await cloud.palisade('certs', 'init');
    const stack = stackBeside(cloud, 'payments-protected', '  palisade:protection: prod\n');
    await cloud.palisade('up', ...stack);
    const report = JSON.parse(await cloud.palisade('outputs', ...stack, '--json')) as PaymentsStack;
    const api = new PaymentsApi(report, await issueClient(cloud, 'client'));
    const { transactionId } = await pay(api);
    const before = await listed(cloud, report.outputs.region);

    const { code, printed } = await cloud.try('destroy', ...stack);
    expect(code).toBe(1);
    expect(printed).toContain('Nothing was destroyed.');
    for (const table of [report.outputs.dynamodb_table_name, report.outputs.revoked_certificates_table_name]) {
      expect(printed).toContain(
        `ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. (${table})`,
      );
    }
    expect(await listed(cloud, report.outputs.region)).toEqual(before);
    expect((await api.call({ path: `/payments/${transactionId}` })).status).toBe(200);

    writeStackFile(stack, '');
    await cloud.palisade('up', ...stack);
    expect((await api.call({ path: `/payments/${transactionId}` })).status).toBe(200);
    expect((await cloud.try('destroy', ...stack)).code).toBe(0);
    expect(Object.values(await listed(cloud, report.outputs.region)).flat()).toEqual([]);
  } finally {
    await cloud.close();
  }
});

/** Relative to the directory. */
function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name).slice(directory.length + 1));
}
