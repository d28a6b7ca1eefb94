/** Physical name of a resource: `{type}-{environmentSuffix}`, so that environments can share an account. */
export type Names = (type: string) => string;

export function namesFor(environmentSuffix: string): Names {
  return (type) => `${type}-${environmentSuffix}`;
}

/**
 * A bucket's name in the account-regional namespace, where nobody else can take or squat it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export function bucketNameIn(place: { readonly account: string; readonly region: string }, name: string): string {
  return `${name}-${place.account}-${place.region}-an`;
}
