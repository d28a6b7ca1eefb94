import { stripVTControlCharacters } from 'node:util';
import { stackUrn } from '../urn.ts';
import { addProblem } from './run-state.ts';
import type { RunState } from './run-state.ts';

const severities = ['debug', 'info', 'warning', 'error'] as const;

/** What the SDK says when something it depended on failed. */
const followUp = /failed to register|Error serializing arguments for (invoke|call)|error serializing property/;

/** A message of the program. An error is a problem of the run, unless it only repeats a problem that is known already. */
export function logMessage(state: RunState, level: number, text: string, urn: string): void {
  const severity = severities[level] ?? 'info';
  if (severity === 'debug') return;
  const message = state.mask.apply(plainText(text));
  if (severity === 'error') {
    if (isAftermath(state, message)) return;
    addProblem(state, urn === '' ? stackUrn(state.deployment) : urn, message);
    return;
  }
  state.deployment.onEvent({ kind: 'log', severity, message, ...(urn !== '' && { urn }) });
}

/** The cause is a problem already, and this is what came of it. */
function isAftermath(state: RunState, message: string): boolean {
  if (state.problems.some((problem) => message.includes(problem.message))) return true;
  // A program that awaits a result and did not get one stumbles over its missing properties.
  const stumbled = state.unansweredInvokes && message.includes('TypeError: ');
  return state.problems.length > 0 && (stumbled || followUp.test(message));
}

/** Without the colours Node gives a stack trace, and without the frame the engine itself adds to it. */
function plainText(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\n\s+at .*\/program\/preload\.[jt]s:.*/g, '');
}
