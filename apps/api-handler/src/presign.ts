import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Download, Upload } from '@palisade/shared-types';

/** When a presigned request starts to be good, and for how many seconds; the role's own session may end it sooner. */
export interface Validity {
  from: Date;
  seconds: number;
}

/**
 * A PUT that S3 takes only with exactly these headers: they are signed as headers, not moved into the query string, where S3
 * would not hold the request to them.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function presignUpload(s3: S3Client, input: PutObjectCommandInput, validity: Validity): Promise<Upload> {
  const headers: Record<string, string> = {
    'content-length': String(input.ContentLength),
    'content-type': String(input.ContentType),
    'if-none-match': '*',
    'x-amz-checksum-sha256': String(input.ChecksumSHA256),
    ...(input.SSEKMSKeyId !== undefined && {
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': input.SSEKMSKeyId,
    }),
  };
  const names = new Set(Object.keys(headers));
  const url = await getSignedUrl(s3, new PutObjectCommand(input), {
    ...signing(validity),
    signableHeaders: new Set(['host', ...names]),
    unhoistableHeaders: names,
  });
  return { method: 'PUT', url, headers, expiresAt: endOf(validity) };
}

/** A GET whose answer is a file to save, never a page to show: the type is its owner's word. */
export async function presignDownload(
  s3: S3Client,
  object: { Bucket: string; Key: string },
  { fileName, contentType }: { fileName: string; contentType: string },
  validity: Validity,
): Promise<Download> {
  const command = new GetObjectCommand({
    ...object,
    ResponseContentType: contentType,
    ResponseContentDisposition: `attachment; filename*=UTF-8''${rfc8187(fileName)}`,
  });
  const url = await getSignedUrl(s3, command, signing(validity));
  return { method: 'GET', url, expiresAt: endOf(validity) };
}

const signing = ({ from, seconds }: Validity) => ({ expiresIn: seconds, signingDate: from });

/** S3 counts from the second the signature names. */
function endOf({ from, seconds }: Validity): string {
  return new Date((Math.floor(from.getTime() / 1000) + seconds) * 1000).toISOString();
}

/** `encodeURIComponent` leaves four characters that RFC 8187 does not. */
function rfc8187(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
