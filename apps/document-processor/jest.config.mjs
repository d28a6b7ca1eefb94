export default { preset: '../../jest.preset.js', displayName: 'document-processor' };
