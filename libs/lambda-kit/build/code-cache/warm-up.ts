// Child process of make-code-cache.ts: node --expose-gc --random-seed=1 warm-up.ts BUNDLE CACHE EVENTS
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const [bundle = '', cache = '', events = '[]'] = process.argv.slice(2);

// Tiering and flushing happen when the machine has time for them and leave marks in the cache. Off while the functions run,
// back to their defaults before it is written, for V8 hashes the flags into it.
const TIMED = ['sparkplug', 'maglev', 'opt', 'flush-bytecode'];
for (const flag of TIMED) setFlagsFromString(`--no-${flag}`);

// The place it has in Lambda, not on this machine: the name is part of the cache.
const filename = '/var/task/bundle.js';
const script = new Script(readFileSync(bundle, 'latin1'), { filename });
const module = { exports: {} as { handler?: (event: object, context: object) => Promise<{ statusCode?: number }> } };
script.runInThisContext()(module.exports, createRequire(bundle), module, filename, '/var/task');

const context = { awsRequestId: 'warm-up', functionName: 'warm-up', getRemainingTimeInMillis: () => 30_000 };
for (const event of JSON.parse(events) as object[]) {
  const answer = await module.exports.handler?.(event, context);
  if (!answer || (answer.statusCode ?? 200) >= 300)
    throw new Error(`The warm-up event was answered ${JSON.stringify(answer)}.`);
}

for (const flag of TIMED) setFlagsFromString(`--${flag}`);
writeFileSync(cache, script.createCachedData());
process.exit();
