import { AwsError } from '../../kernel/errors.ts';

/*
 * S3's error codes and words. Source: Amazon S3 API Reference, "Error responses"; where it gives no text, what S3 answers.
 */

export class NoSuchBucket extends AwsError {
  constructor(bucket: string) {
    super('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket });
  }
}

export class NoSuchKey extends AwsError {
  constructor(key: string, headers: Readonly<Record<string, string>> = {}) {
    super('NoSuchKey', 'The specified key does not exist.', 404, { Key: key }, headers);
  }
}

export class NoSuchVersion extends AwsError {
  constructor(key: string, versionId: string) {
    super('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId });
  }
}

export class NoSuchUpload extends AwsError {
  constructor(uploadId: string) {
    super(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
      { UploadId: uploadId },
    );
  }
}

/** `code` is one of the NoSuch… codes of bucket configurations. */
export class NotConfigured extends AwsError {
  constructor(code: string, message: string, bucket: string) {
    super(code, message, 404, { BucketName: bucket });
  }
}

export class AccessDenied extends AwsError {
  constructor(message = 'Access Denied') {
    super('AccessDenied', message, 403);
  }
}

/** Object Lock keeps the version. */
export class ObjectProtected extends AccessDenied {
  constructor() {
    super('Access Denied because object protected by object lock.');
  }
}

/** A version that has no retention, or about whose legal hold nobody has said anything. */
export class NoSuchObjectLockConfiguration extends AwsError {
  constructor(key: string) {
    super('NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration', 404, {
      Key: key,
    });
  }
}

/** What KMS answers S3, other than a denial: a key that is disabled, pending deletion or not there. */
export class KmsRefused extends AwsError {
  constructor(cause: AwsError) {
    super(`KMS.${cause.code}`, cause.message);
  }
}

export class InvalidArgument extends AwsError {
  constructor(message: string, name: string, value: string) {
    super('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value });
  }
}

export class InvalidRequest extends AwsError {
  constructor(message: string) {
    super('InvalidRequest', message);
  }
}

export class MalformedXml extends AwsError {
  constructor() {
    super('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  }
}

export class KeyTooLong extends AwsError {
  constructor(size: number, limit: number) {
    super('KeyTooLongError', 'Your key is too long', 400, { Size: `${size}`, MaxSizeAllowed: `${limit}` });
  }
}

export class MetadataTooLarge extends AwsError {
  constructor(size: number, limit: number) {
    super('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, {
      Size: `${size}`,
      MaxSizeAllowed: `${limit}`,
    });
  }
}

export class EntityTooLarge extends AwsError {
  constructor(size: number, limit: number) {
    super('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
      ProposedSize: `${size}`,
      MaxSizeAllowed: `${limit}`,
    });
  }
}

export class EntityTooSmall extends AwsError {
  constructor(size: number, limit: number, partNumber: number) {
    super('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
      ProposedSize: `${size}`,
      MinSizeAllowed: `${limit}`,
      PartNumber: `${partNumber}`,
    });
  }
}

export class InvalidDigest extends AwsError {
  constructor() {
    super('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
}

export class BadDigest extends AwsError {
  /** `digest` as S3 calls it: `Content-MD5`, `CRC32`, `SHA256`, … */
  constructor(digest: string) {
    super(
      'BadDigest',
      digest === 'Content-MD5'
        ? 'The Content-MD5 you specified did not match what we received.'
        : `The ${digest} you specified did not match the calculated checksum.`,
    );
  }
}

export class InvalidTag extends AwsError {
  constructor(message: string) {
    super('InvalidTag', message);
  }
}

export class TooManyTags extends AwsError {
  constructor(limit: number) {
    super('BadRequest', `Object tags cannot be greater than ${limit}`);
  }
}

export class InvalidStorageClass extends AwsError {
  constructor(storageClass: string) {
    super('InvalidStorageClass', 'The storage class you specified is not valid', 400, {
      StorageClassRequested: storageClass,
    });
  }
}

export class InvalidObjectState extends AwsError {
  constructor(storageClass: string) {
    super('InvalidObjectState', "The operation is not valid for the object's storage class", 403, {
      StorageClass: storageClass,
    });
  }
}

export class AccessControlListNotSupported extends AwsError {
  constructor() {
    super('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
}

/** `condition` is the header that failed, as S3 writes it: `If-None-Match`. */
export class PreconditionFailed extends AwsError {
  constructor(condition: string) {
    super('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
      Condition: condition,
    });
  }
}

export class ConditionalRequestConflict extends AwsError {
  constructor(key: string, condition: string) {
    super(
      'ConditionalRequestConflict',
      'The conditional request cannot succeed due to a conflicting operation against this resource.',
      409,
      {
        Condition: condition,
        Key: key,
      },
    );
  }
}

export class InvalidRange extends AwsError {
  constructor(range: string, size: number) {
    super(
      'InvalidRange',
      'The requested range is not satisfiable',
      416,
      { RangeRequested: range, ActualObjectSize: `${size}` },
      { 'content-range': `bytes */${size}` },
    );
  }
}

export class InvalidPartNumber extends AwsError {
  constructor(requested: number, actual: number) {
    super('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, {
      PartNumberRequested: `${requested}`,
      ActualPartCount: `${actual}`,
    });
  }
}

export class MethodNotAllowed extends AwsError {
  constructor(method: string, resource: string, headers: Readonly<Record<string, string>>) {
    super(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      405,
      { Method: method, ResourceType: resource },
      headers,
    );
  }
}

export class InvalidPart extends AwsError {
  constructor(uploadId: string, partNumber: number, etag: string) {
    super(
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      400,
      { UploadId: uploadId, PartNumber: `${partNumber}`, ETag: etag },
    );
  }
}

export class InvalidPartOrder extends AwsError {
  constructor(uploadId: string) {
    super(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
      {
        UploadId: uploadId,
      },
    );
  }
}

/** The request was signed for another region than the bucket's. */
export class WrongRegion extends AwsError {
  constructor(signed: string, region: string) {
    super(
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${signed}' is wrong; expecting '${region}'`,
      400,
      { Region: region },
      { 'x-amz-bucket-region': region },
    );
  }
}

/** The disk refused; nothing of the request was stored and what was there before is intact. */
export class StorageUnavailable extends AwsError {
  constructor(cause: unknown) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? 'the disk is full (ENOSPC); free some space and try again' : message;
    super('ServiceUnavailable', `The local cloud could not store the request: ${why}`, 503);
  }
}

/** What is on disk cannot be decrypted: it was altered, or the master key beside it is another one. */
export class StoredObjectDamaged extends AwsError {
  constructor(where: string) {
    super('InternalError', `The stored object data at ${where} is damaged or was sealed with another key.`, 500);
  }
}
