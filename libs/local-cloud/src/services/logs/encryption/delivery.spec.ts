import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { kms } from '../../kms/index.ts';
import { FunctionCloud } from '../../lambda/testing/function-cloud.ts';
import { logs } from '../index.ts';
import { LOG_GROUP } from '../resources/log-group.ts';
import { arnOf, declareKey, keyPolicy } from '../testing/encrypted-logs.ts';

const GROUP = '/aws/lambda/talker';
const CANARY = 'canary-90ab12cd';

let cloud: FunctionCloud;
afterEach(() => cloud.close());

const start = async (encrypted: boolean) => {
  const around: NonNullable<Parameters<typeof FunctionCloud.start>[0][string]['around']> = (stack) => {
    const kmsKeyId = declareKey(stack, 'key', { policy: keyPolicy({ groups: [arnOf(GROUP)] }) });
    stack.resource(LOG_GROUP, 'own', { name: GROUP, ...(encrypted && { kmsKeyId }) });
    return {};
  };
  const files = { 'index.mjs': 'export const handler = async ({ say }) => void console.log(say);' };
  cloud = await FunctionCloud.start({ talker: { files, around } }, [kms]);
  await cloud.invoke('talker', { say: CANARY });
};

/** Names of the files with data of the stack that contain what the function said. */
const filesWithCanary = (): string[] =>
  readdirSync(join(cloud.test.root, 'stacks'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(CANARY))
    .map(({ name }) => name);

const flushed = async (): Promise<string[]> => {
  const lines = await cloud.log(GROUP);
  await cloud.test.cloud.host.state(logs).group('us-east-1', GROUP).logs.events.flush();
  return lines.filter((line) => line.includes(CANARY));
};

test('what a function writes is encrypted with the key of its group, by a role that knows nothing of the key', async () => {
  await start(true);
  expect(await flushed()).toHaveLength(1);
  expect(filesWithCanary()).toEqual([]);
});

test('and in the clear for a group without one', async () => {
  await start(false);
  expect(await flushed()).toHaveLength(1);
  expect(filesWithCanary()).toEqual(['00000001.segment']);
});
