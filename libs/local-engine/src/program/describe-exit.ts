import type { RunState } from '../registration/run-state.ts';
import type { ProgramExit } from './child-process.ts';
import type { ProgramSdk } from './sdk.ts';

const shownLines = 20;

/** Why a program that ended did not finish, or undefined when it did. */
export function describeExit(
  exit: ProgramExit,
  state: RunState,
  sdk: ProgramSdk,
  stderr: readonly string[],
  aborted: boolean,
): string | undefined {
  if (aborted) return 'the run was interrupted; nothing was changed';
  if (exit.error !== undefined) return `the program could not be started: ${exit.error.message}`;
  if (exit.signal !== null) return `the program was ended by ${exit.signal}`;
  if (exit.code !== 0) {
    if (state.problems.length > 0) return undefined;
    const output = stderr.slice(-shownLines).join('\n');
    return `the program ended with exit code ${exit.code}${output === '' ? '' : `:\n${output}`}`;
  }
  // Exit code 0 alone is no success: process.exit(0) in the middle would otherwise delete everything not registered yet.
  const finished = sdk.signalsShutdown ? state.signalled : state.outputsRegistered;
  if (finished || state.problems.length > 0) return undefined;
  return 'the program ended before all of its resources were registered (does it call process.exit?)';
}
