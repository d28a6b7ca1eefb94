import { renameSync } from 'node:fs';
import type { Host } from '../../../kernel/host.ts';
import { JournalDamagedError } from '../../../kernel/journal-frame.ts';
import type { Journal } from '../../../kernel/journal.ts';

/**
 * Opens a segment's journal. A segment damaged in the middle is set aside as `<path>.damaged` and begun anew with the records before the
 * damage: losing some log events must not keep the cloud from starting.
 */
export function openSegmentJournal(host: Host, path: string, onRecord: (payload: Buffer) => void): Journal {
  const readable: Buffer[] = [];
  try {
    return host.openJournal(path, (payload) => {
      readable.push(payload);
      onRecord(payload);
    });
  } catch (error) {
    if (!(error instanceof JournalDamagedError)) throw error;
    host.log(
      `logs: ${error.message} The file is kept as ${path}.damaged; log events behind the damage are missing from now on.`,
    );
    renameSync(path, `${path}.damaged`);
    const journal = host.openJournal(path, () => undefined);
    for (const payload of readable)
      void journal.append(payload).catch((failure: Error) => host.log(`logs: ${failure.message}`));
    return journal;
  }
}
