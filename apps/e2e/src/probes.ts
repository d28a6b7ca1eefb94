import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Attempt, AttemptResult } from '../probes/attempt.ts';
import { clientConfig, type Place } from './identities.ts';
import { askPalisade, palisade, type Stack } from './stack.ts';

/** A program whose stack stands beside the stack under test while it is checked. */
export class ProbeProgram<Outputs> {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  deploy(stack: Place): void {
    palisade('up', ...this.#where(stack));
  }

  remove(stack: Place): void {
    palisade('destroy', ...this.#where(stack));
  }

  outputs(stack: Place): Outputs {
    return (JSON.parse(askPalisade('outputs', ...this.#where(stack), '--json')) as Stack<Outputs>).outputs;
  }

  #where({ stack }: Place): string[] {
    return ['--cwd', `apps/e2e/${this.#folder}`, '--stack', `probe-${stack}`];
  }
}

/** Has one of the functions try something, as the deployer; answers what it met. */
export async function attempt(stack: Place, functionName: string, what: Attempt): Promise<AttemptResult> {
  const lambda = new LambdaClient(clientConfig(stack));
  const answer = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(what) }));
  const text = answer.Payload?.transformToString() ?? '';
  if (answer.FunctionError !== undefined) throw new Error(`${functionName} failed (${answer.FunctionError}): ${text}`);
  return JSON.parse(text) as AttemptResult;
}

export type { Attempt } from '../probes/attempt.ts';
