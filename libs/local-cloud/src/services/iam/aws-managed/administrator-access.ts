import type { AwsManagedPolicy } from './index.ts';

/** Source: AWS Managed Policy Reference, AdministratorAccess. */
export const administratorAccess: AwsManagedPolicy = {
  name: 'AdministratorAccess',
  id: 'ANPAIWMBCKSKIEE64ZLYK',
  version: 'v1',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};
