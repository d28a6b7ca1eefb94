export default { preset: '../../jest.preset.js', displayName: 'local-cloud', transform: {} };
