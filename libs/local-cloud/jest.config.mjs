export default {
  preset: '../../jest.preset.js',
  displayName: 'local-cloud',
  transform: {},
  // Node keeps native ES modules of specs that have ended. Only a worker can be replaced, and one alone would run in this process.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1.5GB',
};
