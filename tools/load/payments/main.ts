import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PaymentsApi } from '../../../apps/e2e/src/payments-api.ts';
import { kill, schedule } from '../faults.ts';
import { audit } from './audit.ts';
import { payAll } from './pay.ts';
import { becomeOperator, issueClient, openPayments, stackOf } from '../../../apps/e2e/src/faults/payments-cloud.ts';

// `node tools/load/payments/main.ts [--payments N] [--concurrency N] [--kills N]`: payments through a local cloud of its own that is
// killed in between. Ends with 0 if every acknowledged payment is there once, and nothing else is.

const { values } = parseArgs({
  options: {
    payments: { type: 'string', default: '300' },
    concurrency: { type: 'string', default: '20' },
    kills: { type: 'string', default: '1' },
  },
});
const [count, concurrency, kills] = [whole('payments', 1), whole('concurrency', 1), whole('kills', 0)];

const cloud = await openPayments();
try {
  const stack = await stackOf(cloud);
  const run = `load-${randomUUID().slice(0, 8)}`;
  const target = { api: new PaymentsApi(stack, await issueClient(cloud, run)), run };
  const scheduled = schedule(
    Array.from({ length: kills }, () => kill(cloud)),
    count,
  );
  const started = performance.now();
  const acknowledged = await payAll(target, { concurrency, count }, (number) => scheduled.onAccepted(number));
  await scheduled.done();
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  const problems = await audit({ cloud, stack, operator: await becomeOperator(cloud, stack) }, target, acknowledged);
  const again = acknowledged.filter(({ attempts }) => attempts > 1).length;
  const summary = { payments: count, acknowledged: acknowledged.length, sentAgain: again, kills, seconds };
  console.log(JSON.stringify({ ...summary, problems: problems.length }));
  for (const problem of problems.slice(0, 20)) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await cloud.close();
}

function whole(name: keyof typeof values, least: number): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} must be a whole number from ${least}, not '${values[name]}'.`);
}
