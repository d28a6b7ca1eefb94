export default { preset: '../../jest.preset.js', displayName: 'payment-handler' };
