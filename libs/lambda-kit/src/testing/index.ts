export { bodyOf, problemOf } from './answers.ts';
export { buildPackage, type BuildTarget, type BuiltPackage } from './built-package.ts';
export { captureLogs, type CapturedLogs } from './capture-logs.ts';
export { startFakeDynamodb, type FakeDynamodb, type TableShape } from './fake-dynamodb.ts';
export { startFakeS3, type FakeS3, type StoredObject } from './fake-s3.ts';
export {
  startFakeService,
  type Behaviour,
  type FakeRequest,
  type FakeService,
  type Fault,
  type Reply,
} from './fake-service.ts';
export { apiEvent, lambdaContext, requestContext } from './invocation.ts';
export { invokePackage, packageFacts, type Invocation, type PackageFacts } from './invoke-package.ts';
export { lambdaEnvironment } from './lambda-environment.ts';
