import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/** A DynamoDB table by its name. */
export interface TableName extends InRegion {
  readonly table: string;
}

/**
 * A table. Its indexes and streams are resources of their own.
 *
 * @example
 * const at: TableName = { ...here, table: 'documents' };
 * dynamodbTableArn(at); // => arn:aws:dynamodb:us-east-1:111122223333:table/documents
 */
export function dynamodbTableArn(at: TableName): Arn<'dynamodb:table'> {
  return buildArn('dynamodb', at, `table/${part('table name', at.table, ':/')}`);
}

/**
 * An index is another resource than its table: a query on it needs this ARN.
 *
 * @example
 * dynamodbIndexArn({ ...here, table: 'documents', index: 'byStatus' }); // => arn:aws:dynamodb:us-east-1:111122223333:table/documents/index/byStatus
 */
export function dynamodbIndexArn(at: TableName & { readonly index: string }): Arn<'dynamodb:index'> {
  return buildArn(
    'dynamodb',
    at,
    `table/${part('table name', at.table, ':/')}/index/${part('index name', at.index, ':/')}`,
  );
}

/**
 * `label` is the time the stream was made, such as `2026-01-01T00:00:00.000`.
 *
 * @example
 * dynamodbStreamArn({ ...here, table: 't', label: '*' }); // => arn:aws:dynamodb:us-east-1:111122223333:table/t/stream/*
 */
export function dynamodbStreamArn(at: TableName & { readonly label: string }): Arn<'dynamodb:stream'> {
  return buildArn(
    'dynamodb',
    at,
    `table/${part('table name', at.table, ':/')}/stream/${part('stream label', at.label, '/')}`,
  );
}
