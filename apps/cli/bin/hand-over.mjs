import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Runs this very command with another Node.js: signals go to it, and its exit code comes back. */
export function handOver(node) {
  let child;
  // Before it starts: a signal in between would leave it behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));
  child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  child.once('error', (error) => {
    console.error(`error: ${node} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
