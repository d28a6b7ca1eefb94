/**
 * Mutation tests of the evaluator: `nx mutate policies`. A mutant is a small change of its code (`<` for `<=`, a condition
 * that always holds); each must make a spec fail. SURVIVORS.md explains those that cannot.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'specs',
  plugins: ['./mutation/runner.ts'],
  mutate: ['src/evaluate/**/*.ts', '!src/evaluate/**/*.spec.ts', '!src/evaluate/testing/**'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // A mutant that never stops may also never stop asking for memory.
  testRunnerNodeArgs: ['--max-old-space-size=512'],
  // Nor is a module that was loaded ever forgotten.
  maxTestRunnerReuse: 200,
  // For slow machines: an endless loop ends by its count, and survivors.ts accepts no other timeout.
  timeoutMS: 30_000,
  ignorePatterns: ['dist', 'out-tsc', 'test-output'],
  tempDirName: 'out-tsc/stryker',
  reporters: ['clear-text', 'json', 'html', 'progress-append-only'],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: 'test-output/mutation.json' },
  htmlReporter: { fileName: 'test-output/mutation.html' },
  thresholds: { high: 95, low: 90, break: 90 },
  checkers: [],
  allowConsoleColors: false,
};
