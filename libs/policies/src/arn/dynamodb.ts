import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

export interface TableName extends InRegion {
  readonly table: string;
}

export function dynamodbTableArn(at: TableName): Arn<'dynamodb:table'> {
  return buildArn('dynamodb', at, `table/${part('table name', at.table, ':/')}`);
}

/** An index is another resource than its table: a query on it needs this ARN. */
export function dynamodbIndexArn(at: TableName & { readonly index: string }): Arn<'dynamodb:index'> {
  return buildArn(
    'dynamodb',
    at,
    `table/${part('table name', at.table, ':/')}/index/${part('index name', at.index, ':/')}`,
  );
}

/** `label` is the time the stream was made, such as `2026-01-01T00:00:00.000`. */
export function dynamodbStreamArn(at: TableName & { readonly label: string }): Arn<'dynamodb:stream'> {
  return buildArn(
    'dynamodb',
    at,
    `table/${part('table name', at.table, ':/')}/stream/${part('stream label', at.label, '/')}`,
  );
}
