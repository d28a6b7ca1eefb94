import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type CompleteDryRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { forgetSources } from './resolve.ts';
import { specs, type Spec } from './jest-globals.ts';

/** The cases first: they are quick, and where the duration of a spec is not known yet, the first to fail ends a mutant. */
const files = ['src/evaluate/cases.spec.ts', 'src/evaluate/**/*.spec.ts'];
const loading = 'the specs load';
/** Milliseconds by the id of a spec. */
const took = new Map<string, number>();

/** The mutants and their coverage, where Stryker's instrumented code looks for them. */
const context: InstrumenterContext = ((globalThis as { __stryker__?: InstrumenterContext }).__stryker__ ??= {});

/**
 * Runs the evaluator's specs in this process: loads them once, then switches mutants. For a mutant in code that runs while
 * loading, everything is loaded anew.
 */
class SpecRunner implements TestRunner {
  #loaded: Promise<void> | undefined;

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  init(): Promise<void> {
    // Where local time is UTC, no spec would notice that one is taken for the other.
    process.env['TZ'] = 'America/New_York';
    // The same properties for every mutant and in every run, so that chance neither kills nor spares one.
    fc.configureGlobal({ seed: 1 });
    return Promise.resolve();
  }

  async dryRun(): Promise<DryRunResult> {
    return {
      ...(await this.#run(() => true, false)),
      ...(context.mutantCoverage && { mutantCoverage: context.mutantCoverage }),
    };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit, mutantActivation, disableBail, reloadEnvironment } = options;
    if (reloadEnvironment) this.#forget();
    if (mutantActivation === 'runtime') await this.#load();
    // Stryker grants a hundred times the hits of all specs, in which an endless loop can use up the memory; twice will do.
    const granted = hitLimit === undefined ? {} : { hitLimit: hitLimit / 50 + 10_000, hitCount: 0 };
    Object.assign(context, { activeMutant: activeMutant.id, hitLimit: undefined, hitCount: undefined, ...granted });
    const only = testFilter && new Set(testFilter);
    const result = await this.#run(({ id }) => only?.has(id) !== false, !disableBail);
    return toMutantRunResult(determineHitLimitReached(context.hitCount, context.hitLimit) ?? result);
  }

  async #run(among: (spec: Spec) => boolean, bail: boolean): Promise<CompleteDryRunResult> {
    const tests = [await timed({ id: loading, run: () => this.#load() })];
    const quickestFirst = specs.filter(among).sort((one, other) => (took.get(one.id) ?? 0) - (took.get(other.id) ?? 0));
    for (const spec of quickestFirst) {
      if (bail && tests.at(-1)?.status === TestStatus.Failed) break;
      context.currentTestId = spec.id;
      tests.push(await timed(spec));
      took.set(spec.id, tests.at(-1)?.timeSpentMs ?? 0);
      delete context.currentTestId;
    }
    return { status: DryRunStatus.Complete, tests };
  }

  #forget(): void {
    forgetSources();
    specs.length = 0;
    this.#loaded = undefined;
    // Loading is no mutant's doing, unless the one that is asked for does it.
    delete context.activeMutant;
    delete context.hitLimit;
  }

  #load(): Promise<void> {
    this.#loaded ??= (async () => {
      for (const file of files.flatMap((one) => globSync(one).sort())) await import(pathToFileURL(resolve(file)).href);
    })();
    return this.#loaded;
  }
}

async function timed({ id, run }: Spec): Promise<TestResult> {
  const from = performance.now();
  const result = { id, name: id };
  try {
    await run();
    return { ...result, status: TestStatus.Success, timeSpentMs: performance.now() - from };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    return { ...result, status: TestStatus.Failed, failureMessage, timeSpentMs: performance.now() - from };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner)];
