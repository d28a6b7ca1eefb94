export { captureLogs, type CapturedLogs } from './capture-logs.ts';
export { apiEvent, lambdaContext, requestContext } from './invocation.ts';
