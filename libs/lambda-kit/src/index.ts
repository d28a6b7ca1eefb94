export type { ApiRequest, ApiResponse } from './api-request.ts';
export type { Cors } from './cors.ts';
export {
  createHandler,
  type ApiHandler,
  type BodylessHandlerOptions,
  type HandlerOptions,
} from './create-handler.ts';
export { createLogger } from './logger.ts';
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
