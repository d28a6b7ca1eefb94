import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { startFakeService, type FakeRequest, type FakeService, type Reply } from './fake-service.ts';

export interface StoredObject {
  bytes: Buffer;
  headers: IncomingHttpHeaders;
  /** In quotes, as S3 writes it. */
  eTag: string;
}

/** As much of S3 as handlers use: one object at a time, conditions, checksums, ranges. */
export interface FakeS3 extends FakeService {
  /** By path: `/bucket/key`. */
  readonly objects: Map<string, StoredObject>;
  put(path: string, bytes: Buffer, headers?: IncomingHttpHeaders): StoredObject;
}

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, StoredObject>();
  const put = (path: string, bytes: Buffer, headers: IncomingHttpHeaders = {}): StoredObject => {
    const stored = { bytes, headers, eTag: `"${createHash('md5').update(bytes).digest('hex')}"` };
    objects.set(path, stored);
    return stored;
  };

  const answer = (request: FakeRequest): Reply => {
    const { method, path, headers, bytes } = request;
    const found = objects.get(path);
    if (method === 'PUT') {
      const digest = createHash('sha256').update(bytes).digest('base64');
      const { 'x-amz-checksum-sha256': checksum } = headers;
      if (checksum !== undefined && checksum !== digest) return refusal({ status: 400, code: 'BadDigest' });
      if (headers['if-none-match'] === '*' && found) return refusal({ status: 412, code: 'PreconditionFailed' });
      return { headers: { etag: put(path, bytes, headers).eTag, 'x-amz-version-id': 'v1' } };
    }
    if (method === 'DELETE') {
      objects.delete(path);
      return { status: 204 };
    }
    if (method !== 'GET' || !found) return refusal({ status: 403, code: 'AccessDenied' });
    const { 'if-match': ifMatch } = headers;
    if (ifMatch !== undefined && ifMatch !== found.eTag) return refusal({ status: 412, code: 'PreconditionFailed' });
    const type = found.headers['content-type'] ?? 'binary/octet-stream';
    return {
      headers: { etag: found.eTag, 'content-type': type, 'content-length': String(found.bytes.length) },
      body: found.bytes,
    };
  };

  const service = await startFakeService({ answer, refusal, reset: () => objects.clear() });
  return { ...service, objects, put };
}

/** The message holds what S3 may say there, which callers must not see. */
function refusal({ status, code }: { status: number; code: string }): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': 'S3REQUESTID' },
    body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>internal: ${code}</Message></Error>`,
  };
}
