import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.ts';

/** A handler of whatever form; what it returns is looked at afterwards. */
export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown;

/**
 * Loads `dir/module.path.to.handler` from the task root. Throws RuntimeError with AWS's names for what can be wrong with it.
 * Source: Lambda Developer Guide, "Define Lambda function handler in Node.js".
 */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  if (handler.includes('..')) {
    throw new RuntimeError(
      'MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const file = basename(handler);
  const parts = /^([^.]*)\.(.*)$/.exec(file);
  if (parts === null) throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  const [, module = '', path = ''] = parts;
  const directory = handler.slice(0, handler.length - file.length);
  const found = resolvePath(await load(taskRoot, directory, module), path);
  if (found === undefined) throw new RuntimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('HandlerNotFound', `${handler} is not a function`);
  return found as Handler;
}

async function load(taskRoot: string, directory: string, module: string): Promise<unknown> {
  const path = resolve(taskRoot, directory, module);
  const require = createRequire(join(taskRoot, 'index.js'));
  try {
    for (const extension of ['', '.js', '.mjs', '.cjs']) {
      if (existsSync(path + extension)) return await import(pathToFileURL(path + extension).href);
    }
    return require(require.resolve(module, { paths: [taskRoot, join(taskRoot, directory)] }));
  } catch (error) {
    if (error instanceof SyntaxError) {
      const wrapped = new RuntimeError('UserCodeSyntaxError', String(error));
      if (error.stack !== undefined) wrapped.stack = error.stack;
      throw wrapped;
    }
    if (isModuleNotFound(error)) throw new RuntimeError('ImportModuleError', String(error));
    throw error;
  }
}

function isModuleNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}

/** Looks for a dotted path among the exports, then in the default export. */
function resolvePath(exports: unknown, path: string): unknown {
  const inside = (root: unknown): unknown =>
    path.split('.').reduce((value, key) => (isObject(value) ? value[key] : undefined), root);
  return inside(exports) ?? (isObject(exports) ? inside(exports['default']) : undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
