import { formatArn, iamUserArn } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';

/** `name` with its path: `service-role/AWSLambdaBasicExecutionRole`. AWS's own policies belong to the account `aws`. */
export function awsManagedArn(name: string, partition: string): string {
  return formatArn({ partition, service: 'iam', region: '', account: 'aws', resource: `policy/${name}` });
}

export function userArnNamed(name: string, { accountId: account, partition }: Host): string {
  return iamUserArn({ partition, account, name });
}
