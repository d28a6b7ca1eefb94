import { createHash } from 'node:crypto';
import { isAssetReference } from '@palisade/local-engine';
import { block, number, text, textMap, texts } from '../../kernel/properties.ts';
import type { StackResource } from '../../kernel/service.ts';
import type { LogLevel } from './worker/messages.ts';

/** A function as the graph declares it. */
export interface FunctionConfiguration {
  readonly stack: string;
  readonly urn: string;
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly description: string;
  readonly role: string;
  /** Hash of the archive in the asset store. */
  readonly codeHash: string;
  readonly handler: string;
  readonly runtime: 'nodejs24.x' | 'nodejs22.x';
  readonly architectures: readonly string[];
  /** MiB. */
  readonly memorySize: number;
  /** Seconds. */
  readonly timeout: number;
  readonly ephemeralStorage: number;
  /** Empty in the running cloud when a key encrypts the variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly kmsKeyArn?: string;
  /** The variables as the key encrypted them. */
  readonly sealedVariables?: Buffer;
  readonly vpc?: {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
  };
  readonly logging: {
    readonly format: 'JSON' | 'Text';
    readonly group: string;
    readonly applicationLevel: LogLevel;
    readonly systemLevel: 'DEBUG' | 'INFO' | 'WARN';
  };
  /** Active: Lambda writes segments for X-Ray. */
  readonly tracing: 'Active' | 'PassThrough';
  /** Undefined when none is reserved. */
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Changes with everything that environments are made of. */
  readonly revision: string;
}

export function readFunction({ stack, resource }: StackResource): FunctionConfiguration {
  const { outputs } = resource;
  const { code } = outputs;
  const placement = block(outputs, 'vpcConfig');
  const subnetIds = texts(placement ?? {}, 'subnetIds');
  const logging = block(outputs, 'loggingConfig') ?? {};
  const kmsKeyArn = text(outputs, 'kmsKeyArn');
  const reserved = number(outputs, 'reservedConcurrentExecutions') ?? -1;
  const configuration = {
    role: text(outputs, 'role') ?? '',
    codeHash: isAssetReference(code) ? code.hash : '',
    handler: text(outputs, 'handler') ?? '',
    runtime: text(outputs, 'runtime') === 'nodejs22.x' ? ('nodejs22.x' as const) : ('nodejs24.x' as const),
    architectures: texts(outputs, 'architectures'),
    memorySize: number(outputs, 'memorySize') ?? 128,
    timeout: number(outputs, 'timeout') ?? 3,
    ephemeralStorage: number(block(outputs, 'ephemeralStorage') ?? {}, 'size') ?? 512,
    environment: textMap(block(outputs, 'environment') ?? {}, 'variables'),
    ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    ...(subnetIds.length > 0 && {
      vpc: {
        vpcId: text(placement ?? {}, 'vpcId') ?? '',
        subnetIds,
        securityGroupIds: texts(placement ?? {}, 'securityGroupIds'),
      },
    }),
    logging: {
      format: text(logging, 'logFormat') === 'JSON' ? ('JSON' as const) : ('Text' as const),
      group: text(logging, 'logGroup') ?? `/aws/lambda/${text(outputs, 'name')}`,
      applicationLevel: logLevel(text(logging, 'applicationLogLevel')),
      systemLevel: systemLevel(text(logging, 'systemLogLevel')),
    },
  };
  return {
    stack,
    urn: resource.urn,
    arn: text(outputs, 'arn') ?? '',
    name: text(outputs, 'name') ?? '',
    region: text(outputs, 'region') ?? '',
    description: text(outputs, 'description') ?? '',
    ...configuration,
    tracing: text(block(outputs, 'tracingConfig') ?? {}, 'mode') === 'Active' ? 'Active' : 'PassThrough',
    ...(reserved >= 0 && { reservedConcurrency: reserved }),
    tags: textMap(outputs, 'tagsAll'),
    revision: createHash('sha256').update(JSON.stringify(configuration)).digest('hex'),
  };
}

function logLevel(level: string | undefined): LogLevel {
  const known: readonly LogLevel[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
  return known.find((each) => each === level) ?? 'INFO';
}

function systemLevel(level: string | undefined): 'DEBUG' | 'INFO' | 'WARN' {
  return level === 'DEBUG' || level === 'WARN' ? level : 'INFO';
}
