export default { preset: '../../jest.preset.js', displayName: 'lambda-kit' };
