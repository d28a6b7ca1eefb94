export default { preset: '../../jest.preset.js', displayName: 'status-handler' };
