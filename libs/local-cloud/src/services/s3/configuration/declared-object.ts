import { isAssetReference, type Properties } from '@palisade/local-engine';
import { hash } from 'node:crypto';
import { flag, text, textMap } from '../../../kernel/properties.ts';
import { isChecksumAlgorithm, type ChecksumAlgorithm } from '../checksums/checksum.ts';
import { NULL_VERSION, type ObjectAttributes } from '../storage/object-version.ts';

/** An object the program declares (BucketObjectv2): it is written when its declaration changes. */
export interface DeclaredObject {
  readonly urn: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly etag: string;
  readonly content: DeclaredContent;
  readonly attributes: ObjectAttributes;
  readonly checksumAlgorithm?: ChecksumAlgorithm;
  /** Whether its versions go with it although Object Lock keeps them, as far as the provider can do that. */
  readonly forceDestroy: boolean;
}

export type DeclaredContent =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** SHA-256 (hex) of a file in the asset store. */
  | { readonly kind: 'asset'; readonly hash: string };

/** `properties` are the outputs of a BucketObjectv2. */
export function readDeclaredObject(urn: string, properties: Properties): DeclaredObject {
  const algorithm = text(properties, 'checksumAlgorithm') ?? '';
  return {
    urn,
    bucket: text(properties, 'bucket') ?? '',
    key: text(properties, 'key') ?? '',
    versionId: text(properties, 'versionId') || NULL_VERSION,
    etag: text(properties, 'etag') ?? '',
    content: contentOf(properties),
    attributes: { ...attributesOf(properties), declared: fingerprintOf(properties) },
    ...(isChecksumAlgorithm(algorithm) && { checksumAlgorithm: algorithm }),
    forceDestroy: flag(properties, 'forceDestroy'),
  };
}

export function contentOf(properties: Properties): DeclaredContent {
  const { source } = properties;
  if (isAssetReference(source)) return { kind: 'asset', hash: source.hash };
  const base64 = text(properties, 'contentBase64');
  return {
    kind: 'bytes',
    bytes: base64 === undefined ? Buffer.from(text(properties, 'content') ?? '') : Buffer.from(base64, 'base64'),
  };
}

/** Changes when, and only when, the object has to be written again. */
export function fingerprintOf(properties: Properties): string {
  const content = contentOf(properties);
  const { headers, metadata, tags, storageClass } = attributesOf(properties);
  return hash(
    'sha256',
    JSON.stringify([
      content.kind === 'asset' ? content.hash : hash('sha256', content.bytes, 'hex'),
      [headers, metadata, tags].map((each) => Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))),
      storageClass,
      text(properties, 'sourceHash') ?? '',
      text(properties, 'checksumAlgorithm') ?? '',
    ]),
    'hex',
  );
}

/**
 * The MD5 of the content where it is at hand. Of an asset only the SHA-256 is known: its tag is one that clients do not take for an
 * MD5, like that of a multipart upload.
 */
export function etagOf(content: DeclaredContent): string {
  return content.kind === 'asset' ? `${content.hash.slice(0, 32)}-1` : hash('md5', content.bytes, 'hex');
}

const headerInputs = {
  cacheControl: 'cache-control',
  contentDisposition: 'content-disposition',
  contentEncoding: 'content-encoding',
  contentLanguage: 'content-language',
  contentType: 'content-type',
  websiteRedirect: 'x-amz-website-redirect-location',
} as const;

function attributesOf(properties: Properties): ObjectAttributes {
  const headers: Record<string, string> = {};
  for (const [input, header] of Object.entries(headerInputs)) {
    const value = text(properties, input);
    if (value !== undefined) headers[header] = value;
  }
  return {
    headers,
    metadata: textMap(properties, 'metadata'),
    tags: textMap(properties, 'tagsAll'),
    storageClass: text(properties, 'storageClass') ?? 'STANDARD',
    encryption: 'AES256',
  };
}
