import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { EventProblem } from '@palisade/lambda-kit';
import type { Answer, Question } from './examine-process.ts';
import { refused, type Finding } from './finding.ts';
import { residentMemory } from './resident-memory.ts';

export interface ExaminerLimits {
  /** One document may take this long. */
  millis: number;
  /** This process and the one that examines may have this much memory together. */
  memoryBytes: number;
}

export interface Examiner {
  examine(bytes: Uint8Array, contentType: string): Promise<Finding>;
}

/** How often memory is looked at; an inflating loop fills some megabytes in that time. */
const LOOK_EVERY_MILLIS = 10;

/** Node.js with the parsers takes a third of it. */
const LEAST_MEMORY = 192 * 1024 * 1024;

/**
 * Examines documents in a process of its own, one at a time, and kills it when a document takes too long or too much: whatever
 * a parser does with hostile bytes, the function goes on and the document is refused by name. A process and not a thread,
 * because its memory is all given back, V8 ends a whole process when a heap runs full in native code, and a process can do
 * without the function's credentials.
 *
 * It stays for the next document: starting it takes longer than examining one.
 */
export function processExaminer(limits: ExaminerLimits): Examiner {
  let idle: ChildProcess | undefined;
  return {
    async examine(bytes, contentType) {
      const memoryBytes = limits.memoryBytes - process.memoryUsage.rss();
      // What the function itself uses up is not the document's doing.
      if (memoryBytes < LEAST_MEMORY) {
        throw new EventProblem('no-memory', 'The function has too little memory left to examine a document');
      }
      const child = idle?.connected ? idle : start(memoryBytes);
      idle = undefined;
      const outcome = await ask(child, { bytes, contentType }, { millis: limits.millis, memoryBytes });
      const keep = 'answer' in outcome && residentMemory(child.pid) < memoryBytes / 2;
      // Documents examined at the same time have a process each, of which one stays.
      if (keep && !idle) idle = child;
      else child.kill('SIGKILL');
      if ('refusal' in outcome) return refused('too-complex', outcome.refusal);
      if ('finding' in outcome.answer) return outcome.answer.finding;
      throw new EventProblem('examiner-failed', `The examiner failed with ${outcome.answer.error}`);
    },
  };
}

/** The source runs as TypeScript, the package has the program bundled beside the handler. */
const PROGRAM = join(import.meta.dirname, `examine-process${extname(import.meta.filename)}`);

function start(memoryBytes: number): ChildProcess {
  const heap = Math.floor(memoryBytes / 1024 / 1024);
  const child = fork(PROGRAM, {
    // No files are written, no processes or threads started, no add-ons loaded; and there is no environment to look into.
    execArgv: ['--permission', '--allow-fs-read=*', `--max-old-space-size=${heap}`],
    env: {},
    // Parsers print what they think of a document; that is no log of ours.
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  });
  // Neither an end we brought about nor a pipe to what has ended shall end the function, and nothing waits for an idle child.
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return child;
}

/** What the process said, or why it was given up. */
type Outcome = { answer: Answer } | { refusal: string };

function ask(
  child: ChildProcess,
  { bytes, contentType }: { bytes: Uint8Array; contentType: string },
  { millis, memoryBytes }: ExaminerLimits,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const answered = (answer: Answer) => resolve({ answer });
  const slow = () => resolve({ refusal: 'The document takes longer to read than is given to it.' });
  const large = () => resolve({ refusal: 'The document takes more memory to read than is given to it.' });
  const ended = (code: number | null, signal: NodeJS.Signals | null) => {
    // V8 aborts when the heap is full.
    if (signal === 'SIGABRT' || code === 134) large();
    else answered({ error: `exit ${signal ?? code}` });
  };

  const timer = setTimeout(slow, millis);
  const watch = setInterval(() => residentMemory(child.pid) > memoryBytes && large(), LOOK_EVERY_MILLIS);
  child.on('message', answered).on('exit', ended);
  child.send({ size: bytes.length, contentType } satisfies Question, (error) => {
    if (error) answered({ error: error.name });
  });
  child.stdin?.write(bytes);
  return promise.finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
    child.off('message', answered).off('exit', ended);
  });
}
