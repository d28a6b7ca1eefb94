import { join } from 'node:path';
import { openJournal, type JournalDisk } from '../../../kernel/journal.ts';
import { hash } from 'node:crypto';
import { writev, ftruncate } from 'node:fs';
import { MasterKey } from '../storage/master-key.ts';
import { ObjectStore, type ObjectWrite } from '../storage/object-store.ts';
import type { StorageHost } from '../storage/record-log.ts';

/** A disk that can be made full. */
export class Disk implements JournalDisk {
  full = false;

  writev(...[fd, buffers, position, done]: Parameters<JournalDisk['writev']>): void {
    if (this.full) done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), 0);
    else writev(fd, buffers, position, done);
  }

  ftruncate(...[fd, size, done]: Parameters<JournalDisk['ftruncate']>): void {
    ftruncate(fd, size, done);
  }
}

export function openStore(
  directory: string,
  options: { disk?: Disk; smallestRewrite?: number; logged?: string[] } = {},
): ObjectStore {
  const host: StorageHost = {
    openJournal: (path, onRecord) => openJournal(path, onRecord, options.disk),
    log: (message) => options.logged?.push(message),
  };
  const { smallestRewrite } = options;
  return new ObjectStore({
    host,
    directory: join(directory, 'bucket'),
    keys: MasterKey.open(join(directory, 'keys')),
    bucketArn: 'arn:aws:s3:::bucket',
    ...(smallestRewrite !== undefined && { smallestRewrite }),
  });
}

/** The write of `body` to `key` with everything else left out. */
export function write(key: string, body: Buffer, versionId = 'null', at = 0): ObjectWrite {
  return {
    key,
    versionId,
    at,
    etag: hash('md5', body, 'hex'),
    attributes: { headers: {}, metadata: {}, tags: {}, storageClass: 'STANDARD', encryption: 'AES256' },
  };
}
