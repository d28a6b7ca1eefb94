/**
 * The object's key: `<first four hex digits of the id>/<id>`. It starts with random or hash digits because S3 spreads
 * load by key prefix, and has no date in it because a retry after midnight must find the same key.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export function documentKey(documentId: string): string {
  return `${documentId.slice(0, 4)}/${documentId}`;
}
