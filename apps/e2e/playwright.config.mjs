import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-output/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  reporter: [['list'], ['json', { outputFile: 'test-output/playwright.json' }]],
  projects: [
    { name: 'api', testIgnore: ['probe*.spec.ts', 'boundary.spec.ts', 'auditor.spec.ts'] },
    // Needs the stack that audits the one under test, and on AWS a code of an MFA device.
    { name: 'auditor', testMatch: 'auditor.spec.ts' },
    // Functions that try what the handler's code never would: deployed before the boundary specs, removed after them.
    { name: 'probe', testMatch: 'probe-up.spec.ts', teardown: 'probe-removal', timeout: 900_000 },
    { name: 'probe-removal', testMatch: 'probe-down.spec.ts', timeout: 3_600_000 },
    { name: 'boundary', testMatch: 'boundary.spec.ts', dependencies: ['probe'] },
  ],
});
