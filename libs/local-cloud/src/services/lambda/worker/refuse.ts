import childProcess from 'node:child_process';
import cluster from 'node:cluster';
import dgram from 'node:dgram';
import inspector from 'node:inspector';
import net from 'node:net';
import workerThreads from 'node:worker_threads';

type Members = Record<string, unknown>;

/**
 * Takes away what an execution environment that is a thread of the cloud's own process cannot offer: using it fails by name instead of
 * reaching the machine. This emulates the runtime; it is no security boundary against code that means harm.
 */
export function refuseUnsupported(taskRoot: string): void {
  const refuse = (target: unknown, names: readonly string[], what: string): void => {
    for (const name of names) {
      (target as Members)[name] = function (): never {
        throw new Error(`The local cloud does not support ${what} inside functions (${name}).`);
      };
    }
  };
  refuse(
    childProcess,
    ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'],
    'child processes',
  );
  refuse(cluster, ['fork', 'setupPrimary', 'setupMaster'], 'child processes');
  refuse(workerThreads, ['Worker'], 'worker threads');
  refuse(inspector, ['open', 'Session'], 'the inspector');
  refuse(dgram, ['createSocket', 'Socket'], 'UDP sockets');
  refuse(net.Server.prototype, ['listen'], 'listening sockets');
  // Function code is the main thread of its environment.
  Object.assign(workerThreads, { isMainThread: true, parentPort: null, workerData: null, threadId: 0 });
  process.cwd = () => taskRoot;
  process.kill = (pid: number): true => {
    if (pid === process.pid) process.exit(137);
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM', errno: -1, syscall: 'kill' });
  };
  Object.assign(globalThis, { awslambda: { streamifyResponse } });
}

function streamifyResponse(): never {
  throw new Error('The local cloud does not support response streaming (awslambda.streamifyResponse).');
}
