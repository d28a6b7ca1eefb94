import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { getItem } from '../../capabilities/dynamodb/get-item.ts';
import { putItem } from '../../capabilities/dynamodb/put-item.ts';
import { lambdaNetworkInterfaces } from '../../capabilities/ec2/lambda-network-interfaces.ts';
import { writeLogStreams } from '../../capabilities/logs/write-log-streams.ts';
import { putEncryptedObject } from '../../capabilities/s3/put-encrypted-object.ts';
import { putTraceSegments } from '../../capabilities/xray/put-trace-segments.ts';
import { denyNetworkInterfacesFromCode } from '../../guardrails/ec2/deny-network-interfaces-from-code.ts';
import { denyDestruction } from '../../guardrails/iam/deny-destruction.ts';
import { denyOutsideVpc } from '../../guardrails/iam/deny-outside-vpc.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/** What the payment processor touches, by names that are fixed, so that role and resources do not wait for each other. */
export interface PaymentFunction extends InRegion {
  readonly functionName: string;
  readonly logGroup: string;
  /** The VPC its code runs in; elsewhere its credentials are worth nothing. */
  readonly vpcId: string;
  readonly transactionsTable: string;
  readonly revokedCertificatesTable: string;
  readonly bucket: string;
  /** Below which receipts are put: `receipts/`. */
  readonly receiptPrefix: string;
  /** The only key they are encrypted with. */
  readonly receiptsKeyArn: string;
  /** Whether Lambda writes traces with the role. */
  readonly tracing: boolean;
}

/**
 * The payment processor: enters transactions and looks them up, looks certificates up among those revoked, and puts receipts,
 * encrypted. It changes no transaction, reads no receipt back, destroys nothing, and is nobody outside its VPC.
 *
 * @example
 * const at: PaymentFunction = {
 *   ...here,
 *   functionName: 'payment-processor',
 *   logGroup: '/aws/lambda/payment-processor',
 *   vpcId: 'vpc-1',
 *   transactionsTable: 'transactions',
 *   revokedCertificatesTable: 'revoked-certificates',
 *   bucket: 'docs',
 *   receiptPrefix: 'receipts/',
 *   receiptsKeyArn: kmsKeyArn({ ...here, id: '1a' }),
 *   tracing: false,
 * };
 * paymentFunctionPolicy(at).name; // => payment-processor
 */
export function paymentFunctionPolicy(at: PaymentFunction): Policy {
  return identityPolicy(at.functionName, [
    putItem({ ...at, table: at.transactionsTable, sid: 'EnterTransactions' }),
    getItem({ ...at, table: at.transactionsTable, sid: 'ReadTransactions' }),
    getItem({ ...at, table: at.revokedCertificatesTable, sid: 'LookCertificatesUp' }),
    putEncryptedObject({
      partition: at.partition,
      bucket: at.bucket,
      keys: `${at.receiptPrefix}*`,
      keyArn: at.receiptsKeyArn,
      sid: 'KeepReceipts',
    }),
    writeLogStreams({ ...at, group: at.logGroup, sid: 'OwnLogs' }),
    lambdaNetworkInterfaces({ sid: 'VpcNetworkInterfaces' }),
    denyNetworkInterfacesFromCode(at),
    denyDestruction(),
    denyOutsideVpc({ vpcId: at.vpcId, actions: ['dynamodb:*', 's3:*'] }),
    ...(at.tracing ? [putTraceSegments({ sid: 'OwnTraces' })] : []),
  ]);
}
