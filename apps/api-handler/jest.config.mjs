export default { preset: '../../jest.preset.js', displayName: 'api-handler' };
