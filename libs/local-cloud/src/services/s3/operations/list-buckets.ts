import { operation } from '../../../kernel/operation.ts';
import { xml } from '../../../kernel/wire.ts';
import { everyBucketArn } from '../arn.ts';
import { AccessDenied, InvalidArgument } from '../errors.ts';
import { isoDate } from '../replies/object-headers.ts';
import { owner } from '../replies/owner.ts';
import { maximumOf } from '../requests/list-input.ts';
import { requestKeys } from '../requests/request-keys.ts';
import type { S3State } from '../state.ts';

const MOST_BUCKETS = 10_000;

export const listBuckets = operation<S3State, ReturnType<typeof parse>>({
  name: 'ListBuckets',
  route: { method: 'GET', path: '/' },
  parse,
  permissions: ({ keys }, { host }) => [
    { action: 's3:ListAllMyBuckets', resource: everyBucketArn(host.partition), context: keys },
  ],
  run(input, { principal }, state) {
    // A bucket policy could allow anybody anything, but there is no bucket here.
    if (principal.kind === 'anonymous') throw new AccessDenied();
    const { prefix, region, after, maximum } = input;
    const all = [...state.buckets]
      .filter(
        ({ name, configuration }) =>
          name.startsWith(prefix) && (region === undefined || configuration.region === region),
      )
      .filter(({ name }) => after === undefined || name > after)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = all.slice(0, maximum);
    const last = page.at(-1);
    return xml('ListAllMyBucketsResult', {
      Owner: owner(state.host.accountId),
      Buckets: {
        Bucket: page.map(({ name, arn, configuration, store }) => ({
          Name: name,
          CreationDate: isoDate(store.createdAt ?? 0),
          BucketRegion: configuration.region,
          BucketArn: arn,
        })),
      },
      ...(page.length < all.length &&
        last !== undefined && { ContinuationToken: Buffer.from(last.name).toString('base64') }),
      ...(prefix !== '' && { Prefix: prefix }),
    });
  },
});

function parse(request: Parameters<typeof requestKeys>[0], { host }: S3State) {
  const { query } = request;
  const maximum = maximumOf(query, 'max-buckets', MOST_BUCKETS);
  if (maximum < 1)
    throw new InvalidArgument('Argument max-buckets must be an integer between 1 and 10000', 'max-buckets', '0');
  const token = query.get('continuation-token');
  return {
    keys: requestKeys(request, host.accountId, host.clock.now()),
    prefix: query.get('prefix') ?? '',
    region: query.get('bucket-region'),
    after: token === undefined ? undefined : Buffer.from(token, 'base64').toString('utf8'),
    maximum,
  };
}
