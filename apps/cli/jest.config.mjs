// The specs mostly wait for the processes they start.
export default { preset: '../../jest.preset.js', displayName: 'cli', maxWorkers: '100%' };
