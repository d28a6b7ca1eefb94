import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

/** What an invocation of a built package came to; `error` instead of `answer` when it failed. */
export interface Invocation {
  answer?: unknown;
  error?: { name: string; message: string };
  /** What it wrote to stdout and stderr. */
  log: string;
}

/** Runs one event through a package in a process of its own, as Lambda loads it, with nothing in the environment but `env`. */
export async function invokePackage(
  dir: string,
  event: object,
  env: Readonly<Record<string, string>>,
): Promise<Invocation> {
  const script = `
    const context = { awsRequestId: 'lambda-request-id', getRemainingTimeInMillis: () => 10_000 };
    import(${JSON.stringify(join(dir, 'index.js'))})
      .then(({ handler }) => handler(${JSON.stringify(event)}, context))
      .then((answer) => ({ answer }), ({ name, message }) => ({ error: { name, message } }))
      .then((outcome) => process.stdout.write('\\n' + JSON.stringify(outcome) + '\\n', () => process.exit()));`;
  const options = { env: { HOME: dir, ...env }, maxBuffer: 64 * 1024 * 1024 };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--expose-gc', '-e', script], options);
  const lines = stdout.trim().split('\n');
  const outcome = JSON.parse(lines.pop() ?? '') as Omit<Invocation, 'log'>;
  return { ...outcome, log: lines.join('\n') + stderr };
}

/** What can be said of a built package without running it. */
export interface PackageFacts {
  /** Code (without the code cache) compressed, as it counts in a deployment. */
  gzipBytes: number;
  codeBytes: number;
  cacheBytes: number;
  hasDynamicImport: boolean;
  /** Everything it requires that Node does not bring. */
  foreign: string[];
}

export async function packageFacts(dir: string): Promise<PackageFacts> {
  const [loader, bundle] = await Promise.all(['index.js', 'bundle.js'].map((name) => readFile(join(dir, name))));
  const code = Buffer.concat([loader ?? Buffer.alloc(0), bundle ?? Buffer.alloc(0)]);
  const required = [...code.toString().matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
  return {
    gzipBytes: gzipSync(code, { level: 9 }).length,
    codeBytes: code.length,
    cacheBytes: (await stat(join(dir, 'bundle.cache'))).size,
    hasDynamicImport: /\bimport\(/.test(code.toString()),
    // The SDK asks for the crt package only to sign for several regions at once.
    foreign: [...new Set(required)].filter((name) => !isBuiltin(name) && !OPTIONAL.has(name)),
  };
}

const OPTIONAL = new Set(['@aws-sdk/signature-v4-crt']);
