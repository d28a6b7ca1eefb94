export default { preset: '../../jest.preset.js', displayName: 'policies' };
