import { Logger } from '@aws-lambda-powertools/logger';

/**
 * The function's logger, once per execution environment. Service name and level come from `POWERTOOLS_SERVICE_NAME` and
 * `POWERTOOLS_LOG_LEVEL`. With valid settings nothing is logged while the module loads: there is no request id yet to
 * log it under.
 */
export function createLogger(): Logger {
  return new Logger();
}
