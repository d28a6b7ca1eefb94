/** Where the certificates lie that a mutual TLS domain trusts. */
export interface TruststoreLocation {
  readonly bucket: string;
  readonly key: string;
}

/** Reads `s3://bucket-name/key-name`; undefined for anything else. */
export function parseTruststoreUri(uri: string): TruststoreLocation | undefined {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.{1,1024})$/s.exec(uri);
  return match === null ? undefined : { bucket: match[1] as string, key: match[2] as string };
}
