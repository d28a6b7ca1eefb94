import { Refusal } from '../finding.ts';

const MIB = 1024 * 1024;
const MAX_INFLATED_BYTES = 256 * MIB;
const MAX_STRUCTURE_BYTES = 128 * MIB;

/** What reading one document may cost. Generous for documents, small for a function. */
export class Budget {
  /** Objects and their members, in all: some seconds. */
  private values = 20_000_000;
  /** So many of them may be in memory at once. */
  private readonly valuesAtOnce = 1_000_000;
  private atOnce = 0;
  private structure = MAX_STRUCTURE_BYTES;
  private inflated = MAX_INFLATED_BYTES;

  /** The next object begins, the one before is not needed any more. */
  begin(): void {
    this.atOnce = 0;
  }

  value(): void {
    this.values--;
    this.atOnce++;
    if (this.values < 0 || this.atOnce > this.valuesAtOnce) throw tooComplex('objects');
  }

  /** Bytes were looked at: hostile objects overlap, and would have the same bytes looked at again and again. */
  scan(bytes: number): void {
    this.values -= bytes / 8;
    if (this.values < 0) throw tooComplex('bytes to look through');
  }

  /** The most a structural stream may inflate to; it is in memory as a whole. */
  get structural(): number {
    return Math.max(1, Math.min(this.structure, 64 * MIB));
  }

  takeStructure(bytes: number): void {
    this.structure -= bytes;
    if (this.structure < 0) throw bomb();
  }

  /** The most that other streams may still inflate to; of them nothing is kept. */
  get inflatable(): number {
    return this.inflated;
  }

  takeInflated(bytes: number): void {
    this.inflated -= bytes;
    if (this.inflated < 0) throw bomb();
  }
}

export function bomb(): Refusal {
  return new Refusal('decompression-bomb', 'The document inflates to far more than documents do.');
}

function tooComplex(what: string): Refusal {
  return new Refusal('too-complex', `The document has more ${what} than are read.`);
}
