import { statSync } from 'node:fs';
import type { JsonObject } from '../../../kernel/wire.ts';
import { codeSize } from '../code-size.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { LambdaState } from '../state.ts';

/** A function as `FunctionConfiguration` of the Lambda API. */
export function configurationJson(found: FunctionConfiguration, { host }: LambdaState): JsonObject {
  const { logging, vpc, environment } = found;
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
    ...(Object.keys(environment).length > 0 && { Environment: { Variables: environment } }),
    TracingConfig: { Mode: 'PassThrough' },
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

/** When the code was deployed. */
function lastModified(code: string): string {
  const moment = statSync(code, { throwIfNoEntry: false })?.mtime ?? new Date(0);
  return moment.toISOString().replace('Z', '+0000');
}

function uuidOf(hash: string): string {
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
