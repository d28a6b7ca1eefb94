import { dirname } from 'node:path';
import * as module from 'node:module';
import type { Credentials } from '../../../kernel/host.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';

/**
 * What function code finds in `process.env`: the function's own variables and those Lambda defines.
 * Source: Lambda Developer Guide, "Defined runtime environment variables".
 */
export function environmentVariables(
  configuration: FunctionConfiguration,
  at: {
    /** The function's own, opened. */
    readonly variables: Readonly<Record<string, string>>;
    readonly taskRoot: string;
    readonly logStream: string;
    readonly credentials: Credentials;
  },
): Record<string, string> {
  const { name, region, runtime, memorySize, handler, logging } = configuration;
  const major = runtime.slice(6, 8);
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    LD_LIBRARY_PATH: '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    NODE_PATH: `/opt/nodejs/node${major}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules`,
    ...at.variables,
    _HANDLER: handler,
    AWS_ACCESS_KEY_ID: at.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: at.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: at.credentials.sessionToken,
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: logging.format,
    AWS_LAMBDA_LOG_GROUP_NAME: logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: at.logStream,
    ...(logging.format === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel }),
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: at.taskRoot,
  };
}

/**
 * For the worker thread itself, taken away before function code runs: compiled code of the runtime and of functions is kept where
 * this process keeps its own, which halves the time and memory an environment takes to start from TypeScript sources.
 */
export function compileCache(): Record<string, string> {
  const directory = module.getCompileCacheDir();
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: dirname(directory) };
}
