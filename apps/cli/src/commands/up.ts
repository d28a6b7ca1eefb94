import { isUnchanged, planChanges } from '@palisade/local-engine';
import type { EngineEvent } from '@palisade/local-engine';
import { catalogue } from '../catalogue.ts';
import { runPulumi } from '../aws/run-pulumi.ts';
import { changeStack } from '../cloud/change-stack.ts';
import { ensureCloud } from '../cloud/ensure-cloud.ts';
import { refreshProfiles } from '../cloud/profiles.ts';
import { interruptible } from '../interrupt.ts';
import { deployedGraph, evaluate, openStack } from '../local-stack.ts';
import type { LocalStack } from '../local-stack.ts';
import { buildHint } from '../output/build-hint.ts';
import { printOutputs } from '../output/outputs.ts';
import { resourceLine, stepLines, summary } from '../output/plan.ts';
import { problemsError } from '../output/problems.ts';
import { tryItLine } from '../output/try-it.ts';
import { prepareHome } from '../workspace.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

/** Deploys a stack: runs its program and hands the graph to the local cloud, in one step, once the whole program has succeeded. */
export async function up(workspace: Workspace, options: StackOptions): Promise<void> {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') {
    return runPulumi({ workspace, programDir: stack.project.directory, stack: options.stack, verb: 'up' });
  }
  prepareHome(workspace);
  const lock = stack.store.lock(options.stack);
  try {
    await interruptible((signal) => deploy(stack, signal));
  } finally {
    lock.release();
  }
}

async function deploy(stack: LocalStack, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const { workspace } = stack;
  console.log(`Deploying ${stack.stack} (${stack.project.name}) to the local cloud at ${workspace.endpoint}`);
  // The cloud starts while the program runs: neither needs the other before the graph is complete.
  const withoutCloud = new AbortController();
  const cloud = ensureCloud(workspace, signal);
  cloud.catch(() => withoutCloud.abort());
  const previous = deployedGraph(stack);
  const runSignal = AbortSignal.any([signal, withoutCloud.signal]);
  const run = await evaluate(stack, previous, { dryRun: false, signal: runSignal, onEvent: report });
  if (!signal.aborted) await cloud;
  if (!run.ok) {
    const headline = `Nothing was changed. ${run.problems.length} problem(s) in ${stack.stack}:`;
    throw problemsError(headline, run.problems, buildHint(workspace, stack.project.directory, run.problems));
  }
  const plan = planChanges(previous, run.graph, catalogue);
  if (plan.problems.length > 0) throw problemsError('Nothing was changed.', plan.problems);
  await changeStack(workspace, stack.stack, { graph: run.graph, refusal: 'Nothing was changed.', signal });
  for (const step of plan.steps) if (step.operation === 'delete') console.log(stepLines(step).join('\n'));
  refreshProfiles(workspace, stack.store, run.graph);
  printOutputs(run.graph);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n${isUnchanged(plan) ? `Nothing to change: ${summary(plan)}` : summary(plan)} in ${seconds} s.`);
  const line = tryItLine(workspace, run.graph);
  if (line !== undefined) console.log(`\nTry it:\n  ${line}`);
}

function report(event: EngineEvent): void {
  if (event.kind === 'resource') {
    if (event.operation !== 'same') console.log(resourceLine(event.operation, event.type, event.name));
    return;
  }
  if (event.kind === 'log') console.log(`  ${event.severity}: ${event.message}`);
  else if (event.kind === 'stdout') console.log(`  ${event.text}`);
  else console.error(`  ${event.text}`);
}
