import type { RequestPath } from '@palisade/policies';
import type { PaymentsWay } from '../../src/blueprints/payments/access-names.ts';
import type { GraphView } from '../graph-view.ts';
import { pathsToKeys, pathsToS3, tableContext, through, viaService } from './paths.ts';

/** The ways of the contract as requests carry them. */
export function paymentsPaths(view: GraphView): Readonly<Record<PaymentsWay, RequestPath>> {
  const here = { account: view.output('account_id'), region: view.output('region') };
  const via = viaService(here);
  const viaTable = (output: string) => via('dynamodb', tableContext(here.account, view.output(output)));
  return {
    ...pathsToS3({ documents: view.output('kms_s3_key_arn'), other: view.output('kms_logs_key_arn') }),
    ...pathsToKeys({
      ...here,
      bucketArn: view.output('s3_bucket_arn'),
      functionArn: view.output('lambda_function_arn'),
      logGroup: view.output('lambda_log_group_name'),
      trail: view.output('trail_name'),
    }),
    'via-dynamodb-transactions': viaTable('dynamodb_table_name'),
    'via-dynamodb-revoked-certificates': viaTable('revoked_certificates_table_name'),
    'dynamodb-endpoint': through('dynamodb'),
    'logs-endpoint': through('logs'),
  };
}
