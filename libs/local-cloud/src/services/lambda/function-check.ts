import type { Properties } from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
import { block, number, text, textMap, texts } from '../../kernel/properties.ts';
import { limits } from './limits.ts';
import { destinationProblem } from './target.ts';

/** Environment variables that belong to Lambda. Source: Lambda Developer Guide, "Defined runtime environment variables". */
const reservedKeys: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

/** Problems of a function by itself, in the words of CreateFunction and of the provider. */
export function checkFunction(inputs: Properties): readonly string[] {
  return [
    ...checkNames(inputs),
    ...checkRange('memorySize', number(inputs, 'memorySize'), 128, 10_240),
    ...checkRange('timeout', number(inputs, 'timeout'), 1, 900),
    ...checkRange('ephemeralStorage.size', number(block(inputs, 'ephemeralStorage') ?? {}, 'size'), 512, 10_240),
    ...checkRange(
      'reservedConcurrentExecutions',
      number(inputs, 'reservedConcurrentExecutions'),
      -1,
      limits.concurrency,
    ),
    ...checkEnvironment(textMap(block(inputs, 'environment') ?? {}, 'variables')),
    ...checkKey(text(inputs, 'kmsKeyArn')),
    ...checkPlacement(block(inputs, 'vpcConfig')),
    ...checkLogging(block(inputs, 'loggingConfig')),
    ...checkDeadLetters(block(inputs, 'deadLetterConfig')),
    ...(texts(inputs, 'architectures').length > 1 ? ['too many architectures: a function has one'] : []),
  ];
}

function checkNames(inputs: Properties): readonly string[] {
  const problems: string[] = [];
  const name = text(inputs, 'name') ?? '';
  if (!/^[A-Za-z0-9-_]{1,64}$/.test(name)) {
    problems.push(
      `InvalidParameterValueException: Value '${name}' at 'functionName' failed to satisfy constraint: up to 64 letters, digits, ` +
        'hyphens and underscores',
    );
  }
  const handler = text(inputs, 'handler') ?? '';
  if (!/^\S{1,128}$/.test(handler)) {
    problems.push(
      `InvalidParameterValueException: Value '${handler}' at 'handler' failed to satisfy constraint: 1 to 128 characters without spaces`,
    );
  }
  if ((text(inputs, 'description') ?? '').length > 256) {
    problems.push('InvalidParameterValueException: description must have length less than or equal to 256');
  }
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(text(inputs, 'role') ?? '')) {
    problems.push(`"role" (${text(inputs, 'role')}) is an invalid ARN`);
  }
  return problems;
}

function checkRange(name: string, value: number | undefined, least: number, most: number): readonly string[] {
  return value === undefined || (value >= least && value <= most)
    ? []
    : [`expected ${name} to be in the range (${least} - ${most}), got ${value}`];
}

/** Values may be secret: messages name keys only. */
function checkEnvironment(variables: Readonly<Record<string, string>>): readonly string[] {
  const keys = Object.keys(variables);
  const unable =
    'InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment variables you have provided';
  const reserved = keys.filter((key) => reservedKeys.has(key));
  const malformed = keys.filter((key) => !/^[A-Za-z][A-Za-z0-9_]+$/.test(key) && !reserved.includes(key));
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  return [
    ...(reserved.length === 0
      ? []
      : [
          `${unable} contains reserved keys that are currently not supported for modification. ` +
            `Reserved keys used in this request: ${reserved.join(', ')}`,
        ]),
    ...(malformed.length === 0
      ? []
      : [
          `InvalidParameterValueException: environment variable names must satisfy [a-zA-Z]([a-zA-Z0-9_])+: ${malformed.join(', ')}`,
        ]),
    ...(keys.length > 0 && bytes > limits.environmentBytes
      ? [`${unable} exceeded the 4KB limit (${bytes} bytes as JSON)`]
      : []),
  ];
}

function checkKey(arn: string | undefined): readonly string[] {
  return arn === undefined || /^arn:[^:]+:kms:[^:]+:\d{12}:(key|alias)\/.+$/.test(arn)
    ? []
    : [`InvalidParameterValueException: Value '${arn}' at 'kMSKeyArn' is no ARN of a KMS key`];
}

function checkPlacement(placement: Properties | undefined): readonly string[] {
  if (placement === undefined) return [];
  const subnets = texts(placement, 'subnetIds').length;
  const groups = texts(placement, 'securityGroupIds').length;
  if ((subnets === 0) !== (groups === 0)) {
    return ['InvalidParameterValueException: Both subnetIds and securityGroupIds are required, or neither'];
  }
  return [
    ...(subnets > 16 ? ['InvalidParameterValueException: subnetIds must have at most 16 items'] : []),
    ...(groups > 5 ? ['InvalidParameterValueException: securityGroupIds must have at most 5 items'] : []),
  ];
}

function checkLogging(logging: Properties | undefined): readonly string[] {
  if (logging === undefined) return [];
  const group = text(logging, 'logGroup');
  const levels = ['applicationLogLevel', 'systemLogLevel'].filter((name) => text(logging, name) !== undefined);
  return [
    ...(group !== undefined && !/^[A-Za-z0-9_\-/.#]{1,512}$/.test(group)
      ? [`InvalidParameterValueException: Value '${group}' at 'loggingConfig.logGroup' is no log group name`]
      : []),
    ...(text(logging, 'logFormat') === 'Text' && levels.length > 0
      ? [`InvalidParameterValueException: ${levels.join(' and ')} can be set for the log format JSON only`]
      : []),
  ];
}

function checkDeadLetters(config: Properties | undefined): readonly string[] {
  const arn = text(config ?? {}, 'targetArn');
  const problem = arn === undefined ? undefined : destinationProblem(arn);
  if (problem !== undefined) return [`deadLetterConfig: ${problem}`];
  return arn !== undefined && parseArn(arn)?.service === 'lambda'
    ? [`deadLetterConfig: ${arn} is no queue and no topic`]
    : [];
}
