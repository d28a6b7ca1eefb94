export default { preset: '../../jest.preset.js', displayName: 'api-authorizer' };
