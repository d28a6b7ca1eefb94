export default { preset: '../../jest.preset.js', displayName: 'shared-types' };
