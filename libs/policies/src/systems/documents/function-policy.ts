import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { lambdaNetworkInterfaces } from '../../capabilities/ec2/lambda-network-interfaces.ts';
import { writeOwnLogGroup } from '../../capabilities/logs/write-own-log-group.ts';
import { putObject } from '../../capabilities/s3/put-object.ts';
import { denyNetworkInterfacesFromCode } from '../../guardrails/ec2/deny-network-interfaces-from-code.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * All the document function may do: store objects in its bucket, write its own log, and be given network interfaces in
 * its VPC, which its code may not touch. The names are literal, so that role and function do not wait for each other.
 *
 * @example
 * documentFunctionPolicy({ ...here, functionName: 'f', logGroup: '/aws/lambda/f', bucket: 'docs' }).name; // => f
 */
export function documentFunctionPolicy(
  at: InRegion & { readonly functionName: string; readonly logGroup: string; readonly bucket: string },
): Policy {
  return identityPolicy(at.functionName, [
    putObject({ ...at, sid: 'WriteDocuments' }),
    writeOwnLogGroup({ ...at, group: at.logGroup, sid: 'OwnLogs' }),
    lambdaNetworkInterfaces({ sid: 'VpcNetworkInterfaces' }),
    denyNetworkInterfacesFromCode(at),
  ]);
}
