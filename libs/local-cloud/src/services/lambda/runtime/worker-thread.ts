import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { EnvironmentSettings } from '../worker/messages.ts';
import { compileCache } from './environment-variables.ts';

/** The worker's program lies beside this file, as source or as built JavaScript. */
const program = new URL(`../worker/main${extname(import.meta.url)}`, import.meta.url);

/** Starts the thread of an execution environment with the variables function code will see. */
export function startWorker(
  { memorySize, name }: FunctionConfiguration,
  workerData: EnvironmentSettings,
  variables: Record<string, string>,
): Worker {
  return new Worker(program, {
    name: `lambda ${name}`,
    workerData,
    env: { ...variables, ...compileCache() },
    argv: [],
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: memorySize,
      maxYoungGenerationSizeMb: Math.min(32, Math.max(8, memorySize / 16)),
    },
  });
}
