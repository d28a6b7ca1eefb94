import { readOperation } from './read-operation.ts';

export const getAccount = readOperation('GetAccount', '/account', (_input, { state, region }) => {
  const role = state.configuration.cloudWatchRole(region);
  return {
    apiKeyVersion: '4',
    features: ['UsagePlans'],
    throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    ...(role !== undefined && { cloudwatchRoleArn: role }),
  };
});
