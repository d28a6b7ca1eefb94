export type { ApiRequest, ApiResponse } from './api-request.ts';
export {
  attributes,
  attributeValue,
  plain,
  type Attributes,
  type AttributeValue,
  type Storable,
} from './attribute-value.ts';
export { dependencyProblem, dependencyRefused, dependencyUnavailable, errorCode, isPassing } from './aws-error.ts';
export {
  createEventHandler,
  type EventHandler,
  type EventHandlerOptions,
  type Outcome,
} from './create-event-handler.ts';
export type { Cors } from './cors.ts';
export { createHandler, type ApiHandler, type BodylessHandlerOptions, type HandlerOptions } from './create-handler.ts';
export { createRoutedHandler, type RoutedHandlerOptions } from './create-routed-handler.ts';
export { bucketName, ConfigError, integer, required, tableName, type Environment } from './environment.ts';
export { describeFailure, EventProblem } from './event-problem.ts';
export type { EventScope } from './event-scope.ts';
export { createLogger } from './logger.ts';
export type { Screen } from './screening.ts';
export { clientCertificateOf, type ClientCertificate } from './client-certificate.ts';
export {
  HttpProblem,
  internalError,
  invalidRequest,
  malformedBody,
  payloadTooLarge,
  unsupportedMediaType,
  type HttpProblemOptions,
  type ProblemKind,
} from './http-problem.ts';
export { withBody, withExactBody, withoutBody, type Route, type Routes } from './route.ts';
