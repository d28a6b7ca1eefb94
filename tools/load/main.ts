import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { audit } from './audit.ts';
import { Cloud } from '../../apps/e2e/src/faults/cloud.ts';
import { kill, outage, schedule, type Fault } from './faults.ts';
import { issueKey, outputsOf, STACK } from './platform.ts';
import { submitAll } from './submit.ts';

// `npm run load -- [--documents N] [--concurrency N] [--kills N] [--outages N]`: documents through a local cloud of its own, things going
// wrong in between. Ends with 0 if every accepted document is in the table once and has come to the end it must come to.

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    concurrency: { type: 'string', default: '16' },
    kills: { type: 'string', default: '2' },
    outages: { type: 'string', default: '1' },
    keys: { type: 'string', default: '4' },
  },
});
const count = whole('documents', 1);
const concurrency = whole('concurrency', 1);

const cloud = await Cloud.open(STACK);
try {
  const outputs = await outputsOf(cloud);
  const owner = `load-${randomUUID().slice(0, 8)}`;
  const keys: string[] = [];
  for (let index = 0; index < whole('keys', 1); index++) keys.push(await issueKey(cloud, owner));
  const faults: Fault[] = [
    ...Array.from({ length: whole('outages', 0) }, () => outage(cloud, outputs.region, outputs.dataKeyArn)),
    ...Array.from({ length: whole('kills', 0) }, () => kill(cloud)),
  ];
  const scheduled = schedule(faults, count);
  const started = performance.now();
  const accepted = await submitAll({ apiUrl: outputs.apiUrl, keys, run: owner }, { concurrency, count }, (number) => {
    scheduled.onAccepted(number);
    if (number % Math.ceil(count / 10) === 0) console.error(`${number} accepted after ${seconds(started)} s`);
  });
  await scheduled.done();
  const acceptedAfter = seconds(started);
  const { problems, ...ends } = await audit(cloud, outputs, owner, accepted);
  const again = accepted.filter(({ attempts }) => attempts > 1).length;
  const summary = { documents: count, accepted: accepted.length, sentAgain: again, ...ends };
  const times = { faults: faults.length, acceptedAfterSeconds: acceptedAfter, seconds: seconds(started) };
  console.log(JSON.stringify({ ...summary, ...times, problems: problems.length }));
  for (const problem of problems.slice(0, 20)) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await cloud.close();
}

function whole(name: keyof typeof values, least: number): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`--${name} must be a whole number from ${least}, not '${values[name]}'.`);
  }
  return value;
}

function seconds(since: number): number {
  return Number(((performance.now() - since) / 1000).toFixed(1));
}
