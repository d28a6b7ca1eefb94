import { hash } from 'node:crypto';
import { checksumOf, type Checksum } from './checksum.ts';
import { combineCrc } from './combine.ts';

export interface PartDigest {
  readonly etag: string;
  readonly size: number;
  /** Base64, of the upload's algorithm. */
  readonly checksum: string;
}

/** ETag of a multipart object: the MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(parts: readonly PartDigest[]): string {
  return `${hash('md5', Buffer.from(parts.map(({ etag }) => etag).join(''), 'hex'), 'hex')}-${parts.length}`;
}

/** Checksum of a multipart object, from those of its parts. */
export function multipartChecksum(
  { algorithm, type }: Pick<Checksum, 'algorithm' | 'type'>,
  parts: readonly PartDigest[],
): Checksum {
  if (type === 'COMPOSITE') {
    const all = Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum, 'base64')));
    return { algorithm, type, value: `${checksumOf(algorithm, all)}-${parts.length}` };
  }
  if (algorithm === 'SHA1' || algorithm === 'SHA256')
    throw new Error(`${algorithm} checksums of parts do not combine.`);
  const value = parts.reduce(
    (whole, part) => combineCrc(algorithm, whole, part.checksum, part.size),
    checksumOf(algorithm, Buffer.alloc(0)),
  );
  return { algorithm, type, value };
}
