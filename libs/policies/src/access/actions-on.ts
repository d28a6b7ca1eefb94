import { catalogOf, services } from '../service-authorization/catalog.ts';
import { fitsType } from '../lint/overlap.ts';

/**
 * Every action that AWS documents to act on this resource, such as `s3:PutObject` for the ARN of an object; for `*` every
 * action without resource-level permissions. What an exhaustive proof asks about.
 *
 * @example
 * actionsOn(s3BucketArn({ bucket: 'docs' })).includes('s3:ListBucket'); // => true
 * actionsOn('*').includes('ec2:DescribeSubnets'); // => true
 */
export function actionsOn(arn: string): readonly string[] {
  return services.flatMap((service) => {
    const catalog = catalogOf(service);
    return [...(catalog?.actions.values() ?? [])]
      .filter(({ on }) =>
        arn === '*' ? on.length === 0 : on.some((type) => fitsType(arn, type, catalog?.resources[type]?.arns ?? [])),
      )
      .map(({ name }) => `${service}:${name}`);
  });
}
