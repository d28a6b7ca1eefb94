import { fileURLToPath } from 'node:url';

// Node strips the types and Jest runs native ES modules: no transformer between the source and the test.
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/out-tsc/'],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/'],
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['@palisade/source', 'node', 'node-addons'] },
  coverageProvider: 'v8',
  // Specs wait for conditions, not for time; this only says when to give up, on a machine that is busy with other things.
  testTimeout: 60_000,
  reporters: ['default', fileURLToPath(new URL('./tools/jest-summary-reporter.mjs', import.meta.url))],
};
