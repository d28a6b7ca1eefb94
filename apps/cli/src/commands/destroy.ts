import { planChanges } from '@palisade/local-engine';
import { catalogue } from '../catalogue.ts';
import { runPulumi } from '../aws/run-pulumi.ts';
import { changeStack } from '../cloud/change-stack.ts';
import { ensureCloud } from '../cloud/ensure-cloud.ts';
import { refreshProfiles } from '../cloud/profiles.ts';
import { deployedGraph, openStack } from '../local-stack.ts';
import { stepLines, summary } from '../output/plan.ts';
import { problemsError } from '../output/problems.ts';
import { prepareHome } from '../workspace.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

/** Removes a stack and its data. */
export async function destroy(workspace: Workspace, options: StackOptions): Promise<void> {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') {
    return runPulumi({ workspace, programDir: stack.project.directory, stack: options.stack, verb: 'destroy' });
  }
  prepareHome(workspace);
  const lock = stack.store.lock(options.stack);
  try {
    const previous = deployedGraph(stack);
    if (previous === undefined)
      return void console.log(`There is nothing to destroy: ${options.stack} is not deployed.`);
    const plan = planChanges(previous, undefined, catalogue);
    if (plan.problems.length > 0) throw problemsError('Nothing was destroyed.', plan.problems);
    await ensureCloud(workspace);
    await changeStack(workspace, options.stack, { graph: undefined, refusal: 'Nothing was destroyed.' });
    for (const step of plan.steps) console.log(stepLines(step).join('\n'));
    refreshProfiles(workspace, stack.store);
    console.log(`${summary(plan)}.`);
  } finally {
    lock.release();
  }
}
