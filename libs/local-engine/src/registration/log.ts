import { stripVTControlCharacters } from 'node:util';
import { stackUrn } from '../urn.ts';
import { addProblem } from './run-state.ts';
import type { RunState } from './run-state.ts';

const severities = ['debug', 'info', 'warning', 'error'] as const;

/** What the SDK says when something it depended on failed; the cause is reported by the engine itself. */
const aftermath = /failed to register|Error serializing arguments for (invoke|call)|error serializing property/;

/** A message of the program. An error is a problem of the run, unless it only repeats a problem that is known already. */
export function logMessage(state: RunState, level: number, text: string, urn: string): void {
  const severity = severities[level] ?? 'info';
  if (severity === 'debug') return;
  const message = state.mask.apply(plainText(text));
  if (severity === 'error') {
    const repeated = state.problems.some((problem) => message.includes(problem.message));
    if (repeated || (state.problems.length > 0 && aftermath.test(message))) return;
    addProblem(state, urn === '' ? stackUrn(state.deployment) : urn, message);
    return;
  }
  state.deployment.onEvent({ kind: 'log', severity, message, ...(urn !== '' && { urn }) });
}

/** Without the colours Node gives a stack trace, and without the frame the engine itself adds to it. */
function plainText(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\n\s+at .*\/program\/preload\.[jt]s:.*/g, '');
}
