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
  reporters: ['default', fileURLToPath(new URL('./tools/jest-summary-reporter.mjs', import.meta.url))],
};
