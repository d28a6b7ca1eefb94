import { isUnchanged, planChanges } from '@palisade/local-engine';
import { catalogue } from '../catalogue.ts';
import { runPulumi } from '../aws/run-pulumi.ts';
import { interruptible } from '../interrupt.ts';
import { deployedGraph, evaluate, openStack } from '../local-stack.ts';
import { buildHint } from '../output/build-hint.ts';
import { stepLines, summary } from '../output/plan.ts';
import { problemsError } from '../output/problems.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

/** Shows what `up` would do. The values are the real ones: outputs are pure functions of the program. */
export async function preview(workspace: Workspace, options: StackOptions): Promise<void> {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') {
    const verb = options.json === true ? 'preview --json' : 'preview';
    return runPulumi({ workspace, programDir: stack.project.directory, stack: options.stack, verb });
  }
  const previous = deployedGraph(stack);
  const run = await interruptible((signal) =>
    evaluate(stack, previous, {
      dryRun: true,
      signal,
      onEvent: (event) => {
        if (event.kind === 'stdout' || event.kind === 'stderr') console.error(`  ${event.text}`);
        if (event.kind === 'log') console.error(`  ${event.severity}: ${event.message}`);
      },
    }),
  );
  if (!run.ok) {
    const hint = buildHint(workspace, stack.project.directory, run.problems);
    throw problemsError(`${run.problems.length} problem(s) in ${stack.stack}:`, run.problems, hint);
  }
  const plan = planChanges(previous, run.graph, catalogue);
  if (options.json === true) console.log(JSON.stringify(plan, undefined, 2));
  else {
    for (const step of plan.steps) if (step.operation !== 'same') console.log(stepLines(step).join('\n'));
    console.log(`${isUnchanged(plan) ? 'Nothing to change' : 'Would be'}: ${summary(plan)}.`);
  }
  if (plan.problems.length > 0) throw problemsError('The plan cannot be carried out:', plan.problems);
}
