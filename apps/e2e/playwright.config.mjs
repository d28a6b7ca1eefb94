import { defineConfig } from '@playwright/test';

const documents = [
  { name: 'api', testDir: 'specs/documents', testIgnore: ['probe*.spec.ts', 'boundary.spec.ts', 'auditor.spec.ts'] },
  // Needs the stack that audits the one under test, and on AWS a code of an MFA device.
  { name: 'auditor', testDir: 'specs/documents', testMatch: 'auditor.spec.ts' },
  // Functions that try what the handler's code never would: deployed before the boundary specs, removed after them.
  {
    name: 'probe',
    testDir: 'specs/documents',
    testMatch: 'probe-up.spec.ts',
    teardown: 'probe-removal',
    timeout: 900_000,
  },
  { name: 'probe-removal', testDir: 'specs/documents', testMatch: 'probe-down.spec.ts', timeout: 3_600_000 },
  { name: 'boundary', testDir: 'specs/documents', testMatch: 'boundary.spec.ts', dependencies: ['probe'] },
];

const secureApi = [
  { name: 'secure-api', testDir: 'specs/secure-api', testIgnore: ['key*.spec.ts', 'auditor.spec.ts'] },
  {
    name: 'secure-api-auditor',
    testDir: 'specs/secure-api',
    testMatch: 'auditor.spec.ts',
    // Both take a code of the same MFA device, and each code is good for once.
    dependencies: underTest('documents') ? ['auditor'] : [],
  },
  // Another key, and readers without one: deployed before the specs about keys, removed after them.
  { name: 'keys', testDir: 'specs/secure-api', testMatch: 'keys-up.spec.ts', teardown: 'keys-removal' },
  { name: 'keys-removal', testDir: 'specs/secure-api', testMatch: 'keys-down.spec.ts' },
  { name: 'key', testDir: 'specs/secure-api', testMatch: 'key-*.spec.ts', dependencies: ['keys'] },
];

const besideProcessing = ['boundary', 'usage', 'notification'].map((name) => `${name}.spec.ts`);
// What AWS, and the local cloud like it, takes minutes for: an event that is given up, a trail that is delivered, an alarm.
const slowly = ['dead-letters', 'trail', 'alarms'].map((name) => `${name}.spec.ts`);
// The command that issues keys, and a load with a cloud of its own that is killed.
const ofTheLocalCloud = ['keys-command.spec.ts', 'load.spec.ts'];
const processing = [
  {
    name: 'processing',
    testDir: 'specs/processing',
    testIgnore: ['probe-*.spec.ts', ...slowly, ...besideProcessing, ...ofTheLocalCloud],
  },
  // Functions with the platform's roles, usage plans and a queue: deployed before the specs that need them, removed after them.
  {
    name: 'processing-probe',
    testDir: 'specs/processing',
    testMatch: 'probe-up.spec.ts',
    fullyParallel: false,
    teardown: 'processing-probe-removal',
    timeout: 900_000,
  },
  {
    name: 'processing-probe-removal',
    testDir: 'specs/processing',
    testMatch: 'probe-down.spec.ts',
    timeout: 3_600_000,
  },
  {
    name: 'processing-boundary',
    testDir: 'specs/processing',
    testMatch: besideProcessing,
    dependencies: ['processing-probe'],
  },
  ...(isLocal('processing')
    ? [{ name: 'processing-local', testDir: 'specs/processing', testMatch: ofTheLocalCloud, timeout: 600_000 }]
    : []),
  // Last, when much of the waiting is over.
  {
    name: 'processing-slowly',
    testDir: 'specs/processing',
    testMatch: slowly,
    dependencies: ['processing', 'processing-boundary'],
  },
];

// An address that asks until it is refused, and clouds that are killed.
const alone = ['rate-limit.spec.ts', 'faults-*.spec.ts'];
const besidePayments = ['boundary', 'destruction'].map((name) => `${name}.spec.ts`);
const payments = [
  {
    name: 'payments',
    testDir: 'specs/payments',
    testIgnore: ['probe-*.spec.ts', 'auditor.spec.ts', ...besidePayments, ...alone, ...slowly],
  },
  // Needs the stack that audits the one under test, and no code of its own: the global setup shows one for all.
  { name: 'payments-auditor', testDir: 'specs/payments', testMatch: 'auditor.spec.ts' },
  // Functions with the processor's role and another, and a role that would destroy: deployed before the specs that need them, removed after them.
  {
    name: 'payments-probe',
    testDir: 'specs/payments',
    testMatch: 'probe-up.spec.ts',
    teardown: 'payments-probe-removal',
    timeout: 900_000,
  },
  { name: 'payments-probe-removal', testDir: 'specs/payments', testMatch: 'probe-down.spec.ts', timeout: 3_600_000 },
  { name: 'payments-boundary', testDir: 'specs/payments', testMatch: besidePayments, dependencies: ['payments-probe'] },
  ...(isLocal('payments')
    ? [{ name: 'payments-local', testDir: 'specs/payments', testMatch: alone, timeout: 600_000 }]
    : []),
  // Last, when much of the waiting is over.
  {
    name: 'payments-slowly',
    testDir: 'specs/payments',
    testMatch: slowly,
    dependencies: ['payments', 'payments-boundary'],
  },
];

const baseline = [
  { name: 'baseline', testDir: 'specs/baseline', testIgnore: 'retention.spec.ts' },
  // Destroys and adopts, in a cloud of its own.
  ...(isLocal('baseline')
    ? [{ name: 'baseline-retention', testDir: 'specs/baseline', testMatch: 'retention.spec.ts', timeout: 600_000 }]
    : []),
];

const both = [{ name: 'regions', testDir: 'specs', testMatch: 'regions.spec.ts' }];

export default defineConfig({
  outputDir: 'test-output/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  ...(underTest('payments') && { globalSetup: './src/operator.ts' }),
  reporter: [['list'], ['json', { outputFile: 'test-output/playwright.json' }]],
  projects: [
    ...(underTest('documents') ? documents : []),
    ...(underTest('secure-api') ? secureApi : []),
    ...(underTest('processing') ? processing : []),
    ...(underTest('payments') ? payments : []),
    ...(underTest('baseline') ? baseline : []),
    ...(underTest('documents') && underTest('secure-api') ? both : []),
  ],
});

/** Whether src/run.ts says that a stack of the blueprint is under test. */
function underTest(blueprint) {
  return process.env[`PALISADE_E2E_${blueprint.toUpperCase().replace('-', '_')}`] !== undefined;
}

/** Whether the stack under test is on the local cloud. */
function isLocal(blueprint) {
  return JSON.parse(process.env[`PALISADE_E2E_${blueprint.toUpperCase()}`] ?? '{}').target === 'local';
}
