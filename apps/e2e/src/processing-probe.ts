import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Attempt, AttemptResult } from '../processing-probe/attempt.ts';
import { clientConfig } from './identities.ts';
import { askPalisade, palisade, type ProcessingOutputs, type Stack } from './stack.ts';

/** Names of the probe functions; see processing-probe/main.ts for where each of them is. */
export interface ProbeNames {
  readonly authorizer: string;
  readonly apiHandler: string;
  readonly processor: string;
  readonly processorOutside: string;
  readonly notifier: string;
  readonly notifierOutside: string;
}

/** What processing-probe/main.ts makes. */
export interface ProcessingProbeOutputs extends ProbeNames {
  readonly onceADayPlanId: string;
  readonly oncePerSecondPlanId: string;
  readonly changesQueueUrl: string;
}

/** The stack is named after the stack under test. */
const where = (stack: Stack<ProcessingOutputs>): string[] => [
  '--cwd',
  'apps/e2e/processing-probe',
  '--stack',
  `probe-${stack.stack}`,
];

export function deployProcessingProbe(stack: Stack<ProcessingOutputs>): void {
  palisade('up', ...where(stack));
}

export function removeProcessingProbe(stack: Stack<ProcessingOutputs>): void {
  palisade('destroy', ...where(stack));
}

export function processingProbeOutputs(stack: Stack<ProcessingOutputs>): ProcessingProbeOutputs {
  const printed = askPalisade('outputs', ...where(stack), '--json');
  return (JSON.parse(printed) as Stack<ProcessingProbeOutputs>).outputs;
}

/** Has one of the probes try something, as the deployer; answers `ok` or the name of the error it met. */
export async function attempt(stack: Stack<ProcessingOutputs>, functionName: string, what: Attempt): Promise<string> {
  const lambda = new LambdaClient(clientConfig(stack));
  const answer = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(what) }));
  const text = answer.Payload?.transformToString() ?? '';
  if (answer.FunctionError !== undefined) throw new Error(`The probe itself failed: ${text}`);
  return (JSON.parse(text) as AttemptResult).outcome;
}
