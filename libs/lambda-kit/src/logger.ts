import { Logger } from '@aws-lambda-powertools/logger';

/**
 * The function's logger, once per execution environment. `POWERTOOLS_SERVICE_NAME` overrides the service name, and
 * `POWERTOOLS_LOG_LEVEL` sets the level. With valid settings nothing is logged while the module loads: there is no request
 * id yet to log it under.
 */
export function createLogger(serviceName: string): Logger {
  return new Logger({ serviceName: process.env['POWERTOOLS_SERVICE_NAME'] || serviceName });
}
