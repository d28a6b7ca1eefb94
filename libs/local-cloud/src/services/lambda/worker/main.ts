import { syncBuiltinESMExports } from 'node:module';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { Channel } from './channel.ts';
import { handlerContext } from './context.ts';
import { reportError, RuntimeError } from './errors.ts';
import { loadHandler, type Handler } from './load-handler.ts';
import { Log } from './log.ts';
import type { EnvironmentSettings, FromEnvironment, ToEnvironment } from './messages.ts';
import { answerNames } from './network/names.ts';
import { routeSockets } from './network/sockets.ts';
import { refuseUnsupported } from './refuse.ts';
import { refuseCallbacks, runByCallback, runByReturn } from './run-handler.ts';

/*
 * An execution environment: the program of a worker thread that loads one function and runs its handler, one event at a time.
 */
const settings = workerData as EnvironmentSettings;
const log = new Log(settings, (message) => channel.post({ kind: 'log', message }));
const channel = new Channel(parentPort as MessagePort, invoke);
const run = settings.runtime === 'nodejs22.x' ? runByCallback : runByReturn;

let handler: Handler | undefined;
let onEmptyLoop: (() => void) | undefined;

// What the environment was told about itself is not the function's business.
delete process.env['NODE_COMPILE_CACHE'];
routeSockets(settings.door, (host, port, answer) => channel.askWay(host, port, answer));
answerNames();
refuseUnsupported(settings.taskRoot);
syncBuiltinESMExports();
log.capture();

process.on('beforeExit', () => onEmptyLoop?.());
process.on('uncaughtException', (error) => crash('Uncaught Exception', error));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error && reason.stack !== undefined) error.stack = reason.stack;
  crash('Unhandled Promise Rejection', error);
});

await start();

async function start(): Promise<void> {
  try {
    handler = await loadHandler(settings.taskRoot, settings.handler);
    if (settings.runtime === 'nodejs24.x') refuseCallbacks(handler);
    channel.post({ kind: 'ready' });
  } catch (error) {
    log.error('Uncaught Exception', error);
    channel.post({ kind: 'unloadable', error: reportError(error) });
  }
}

function invoke(invocation: ToEnvironment & { kind: 'invoke' }): void {
  log.requestId = invocation.requestId;
  process.env['_X_AMZN_TRACE_ID'] = invocation.traceId;
  const answer = {
    succeed: (result: unknown): void =>
      finish(() => ({ kind: 'result', payload: serialise(result), memoryBytes: memory() })),
    fail: (error: unknown): void =>
      finish(() => {
        log.error('Invoke Error', error);
        return { kind: 'error', error: reportError(error), memoryBytes: memory() };
      }),
    stall: (): void => channel.finish({ kind: 'stalled' }),
  };
  try {
    onEmptyLoop = run(handler as Handler, JSON.parse(invocation.event), handlerContext(invocation), answer);
  } catch (error) {
    answer.fail(error);
  }
}

/** Answers a turn of the event loop later, so that a rejection nobody handles still counts, as on AWS. */
function finish(message: () => FromEnvironment): void {
  onEmptyLoop = undefined;
  setImmediate(() => {
    try {
      channel.finish(message());
    } catch (error) {
      log.error('Invoke Error', error);
      channel.finish({ kind: 'error', error: reportError(error), memoryBytes: memory() });
    }
  });
}

function serialise(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new RuntimeError('JSONStringifyError', 'Unable to stringify response body');
  }
}

function memory(): number {
  const { total_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

function crash(what: string, error: unknown): void {
  log.error(what, error);
  channel.post({ kind: 'crash', error: reportError(error) });
}
