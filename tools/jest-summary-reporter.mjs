import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves each project's totals where `npm test` adds them up, also when Nx replays the run from its cache. */
export default class SummaryReporter {
  constructor(config) {
    this.rootDir = config.rootDir;
  }

  onRunComplete(_contexts, results) {
    const directory = join(this.rootDir, 'test-output');
    mkdirSync(directory, { recursive: true });
    const {
      numPassedTests: passed,
      numFailedTests,
      numRuntimeErrorTestSuites,
      numPendingTests,
      numTodoTests,
    } = results;
    const summary = {
      passed,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests + numTodoTests,
    };
    writeFileSync(join(directory, 'jest-summary.json'), JSON.stringify(summary));
  }
}
