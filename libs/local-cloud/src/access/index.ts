export { readDeployed, type Deployed, type DeployedRole } from './deployed-policies.ts';
export type { DeployedApi, DeployedMethod } from './deployed-apis.ts';
export { resourceAt, type DeployedResource } from './resources.ts';
export { stackAccess, type StackAccess } from './stack-access.ts';
export { DIRECT, type Way } from './ways.ts';
