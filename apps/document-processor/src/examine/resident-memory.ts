import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/**
 * Bytes of memory a process of ours has, 0 when that cannot be told: it has ended, or this is not Linux (as Lambda is), where
 * nothing but time and the heap's own limit then bounds it.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html
 */
export function residentMemory(pid: number | undefined): number {
  try {
    const [, resident = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(resident) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
