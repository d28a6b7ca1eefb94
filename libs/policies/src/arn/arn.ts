declare const resourceType: unique symbol;

/**
 * An ARN known to be of one resource type, such as `Arn<'s3:bucket'>`: the service and the resource type as the Service
 * Authorization Reference calls them. It is a string, made by a constructor of this module or checked by `parseArn`.
 *
 * @example
 * const bucket: Arn<'s3:bucket'> = s3BucketArn({ bucket: 'docs' });
 * bucket; // => arn:aws:s3:::docs
 */
export type Arn<Type extends string = string> = string & { readonly [resourceType]: Type };

/** The six fields of an ARN. Source: AWS General Reference, "Amazon Resource Names (ARNs)". */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon; it may hold colons and slashes. */
  readonly resource: string;
}

/**
 * The fields of `text`, or undefined if it is no ARN.
 *
 * @example
 * const parts: ArnParts | undefined = parseArn('arn:aws:sqs:us-east-1:111122223333:jobs');
 * parts?.resource; // => jobs
 * parseArn('jobs'); // => undefined
 */
export function parseArn(text: string): ArnParts | undefined {
  const parts = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):([^]+)$/.exec(text);
  if (parts === null) return undefined;
  const [, partition, service, region, account, resource] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { partition, service, region, account, resource };
}

/**
 * The ARN with these fields: `formatArn(parseArn(x))` is `x`.
 *
 * @example
 * formatArn({ partition: 'aws', service: 's3', region: '', account: '', resource: 'docs' }); // => arn:aws:s3:::docs
 */
export function formatArn(parts: ArnParts): Arn {
  return `arn:${parts.partition}:${parts.service}:${parts.region}:${parts.account}:${parts.resource}` as Arn;
}
