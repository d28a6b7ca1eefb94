import { statSync } from 'node:fs';
import type { Call } from '../../../kernel/operation.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { codeSize } from '../code-size.ts';
import { shownVariables } from '../encrypted-variables/open-variables.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { LambdaState } from '../state.ts';

/** A function as `FunctionConfiguration` of the Lambda API. */
export function configurationJson(
  found: FunctionConfiguration,
  state: LambdaState,
  { principal }: Pick<Call, 'principal'>,
): JsonObject {
  const { host } = state;
  const { kmsKeyArn, logging, vpc } = found;
  const deadLetterArn = state.eventSettings(found.arn)?.deadLetterArn;
  const code = host.assetPath(found.codeHash);
  return {
    FunctionName: found.name,
    FunctionArn: found.arn,
    Runtime: found.runtime,
    Role: found.role,
    Handler: found.handler,
    CodeSize: codeSize(code),
    Description: found.description,
    Timeout: found.timeout,
    MemorySize: found.memorySize,
    LastModified: lastModified(code),
    CodeSha256: Buffer.from(found.codeHash, 'hex').toString('base64'),
    Version: '$LATEST',
    ...(vpc && {
      VpcConfig: {
        SubnetIds: vpc.subnetIds,
        SecurityGroupIds: vpc.securityGroupIds,
        VpcId: vpc.vpcId,
        Ipv6AllowedForDualStack: false,
      },
    }),
    ...(deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: deadLetterArn } }),
    ...environmentJson(shownVariables(host, found, principal)),
    ...(kmsKeyArn !== undefined && { KMSKeyArn: kmsKeyArn }),
    TracingConfig: { Mode: found.tracing },
    RevisionId: uuidOf(found.revision),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: found.architectures,
    EphemeralStorage: { Size: found.ephemeralStorage },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: {
      LogFormat: logging.format,
      LogGroup: logging.group,
      ...(logging.format === 'JSON' && {
        ApplicationLogLevel: logging.applicationLevel,
        SystemLogLevel: logging.systemLevel,
      }),
    },
  };
}

/** Who may not decrypt the variables sees why in their place. Source: Lambda API Reference, EnvironmentResponse. */
function environmentJson(shown: ReturnType<typeof shownVariables>): JsonObject {
  if ('error' in shown) {
    const { code, message } = shown.error;
    const reason = `Lambda was unable to decrypt your environment variables because the KMS access was denied.`;
    const text =
      code === 'AccessDeniedException' ? `${reason} KMS Exception: ${code} KMS Message: ${message}` : message;
    return { Environment: { Error: { ErrorCode: code, Message: text } } };
  }
  const { variables } = shown;
  return Object.keys(variables).length > 0 ? { Environment: { Variables: variables } } : {};
}

/** When the code was deployed. */
function lastModified(code: string): string {
  const moment = statSync(code, { throwIfNoEntry: false })?.mtime ?? new Date(0);
  return moment.toISOString().replace('Z', '+0000');
}

function uuidOf(hash: string): string {
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
