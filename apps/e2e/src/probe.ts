import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Attempt, AttemptResult } from '../probe/attempt.ts';
import { clientConfig } from './identities.ts';
import { askPalisade, palisade, type Stack } from './stack.ts';

/** Names of the probe functions; see probe/main.ts for what each of them is short of. */
export interface ProbeOutputs {
  readonly roleAndEndpoint: string;
  readonly roleOnly: string;
  readonly endpointOnly: string;
}

/** The probe's stack is named after the stack under test. */
const where = (stack: Stack): string[] => ['--cwd', 'apps/e2e/probe', '--stack', `probe-${stack.stack}`];

export function deployProbe(stack: Stack): void {
  palisade('up', ...where(stack));
}

export function removeProbe(stack: Stack): void {
  palisade('destroy', ...where(stack));
}

export function probeOutputs(stack: Stack): ProbeOutputs {
  return (JSON.parse(askPalisade('outputs', ...where(stack), '--json')) as Stack<ProbeOutputs>).outputs;
}

/** Has one of the probes try something, as the deployer; answers `ok` or the name of the error it met. */
export async function attempt(stack: Stack, functionName: string, what: Attempt): Promise<string> {
  const lambda = new LambdaClient(clientConfig(stack));
  const answer = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(what) }));
  const text = Buffer.from(answer.Payload ?? []).toString('utf8');
  if (answer.FunctionError !== undefined) throw new Error(`${functionName} failed (${answer.FunctionError}): ${text}`);
  return (JSON.parse(text) as AttemptResult).outcome;
}
