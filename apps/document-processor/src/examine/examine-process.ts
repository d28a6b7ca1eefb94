// The child process of examiner.ts: reads hostile bytes where it can be stopped, without credentials or a right to write.
// Each document is a message and its bytes on stdin; which of the two comes first is not known.
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

/** What the process is sent; the bytes follow on stdin. */
export interface Question {
  size: number;
  contentType: string;
}

/** What it answers: a finding, or the name of an error of ours. */
export type Answer = { finding: Finding } | { error: string };

let question: Question | undefined;
let bytes = Buffer.alloc(0);
let length = 0;
const early: Buffer[] = [];

process.on('message', (asked: Question) => {
  question = asked;
  bytes = Buffer.alloc(asked.size);
  length = 0;
  for (const piece of early.splice(0)) take(piece);
  answerWhenWhole();
});

process.stdin.on('data', (piece: Buffer) => {
  if (!question) return void early.push(piece);
  take(piece);
  answerWhenWhole();
});

// The parent is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit());

function take(piece: Buffer): void {
  piece.copy(bytes, length);
  length += piece.length;
}

async function answerWhenWhole(): Promise<void> {
  if (!question || length < question.size) return;
  const { contentType } = question;
  question = undefined;
  const answer = await examine(bytes, contentType).then(
    (finding): Answer => ({ finding }),
    (error: unknown): Answer => ({ error: error instanceof Error ? error.name : typeof error }),
  );
  bytes = Buffer.alloc(0);
  process.send?.(answer);
}
