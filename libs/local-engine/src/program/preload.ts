/**
 * Loaded into the program's process before Pulumi's SDK. It changes nothing a program can see: it ends the program together with
 * its engine, and it puts off what the SDK does at every start although hardly any program needs it. That is more than half of
 * the time until the first resource.
 */
import Module from 'node:module';
import { Socket } from 'node:net';
import { engineDescriptor } from './engine-descriptor.ts';

endWithEngine();

/** A program whose engine was killed can reach nobody any more, and one that waits for something would wait for ever. */
function endWithEngine(): void {
  const descriptor = process.env[engineDescriptor];
  // Threads and processes of the program load this file too, but the descriptor is not theirs.
  delete process.env[engineDescriptor];
  if (descriptor === undefined) return;
  const engine = new Socket({ fd: Number(descriptor), readable: true, writable: false });
  engine.unref();
  engine.on('error', () => undefined);
  // The whole group: what the program started has lost its engine as well.
  engine.on('close', () => process.kill(-process.pid, 'SIGKILL'));
  engine.resume();
}

interface Loader {
  _load(request: string, parent: { readonly filename: string | null } | undefined, isMain: boolean): unknown;
}

/** Modules the SDK loads at once and uses in rare functions only: closures, code paths, the automation API. */
const rarelyUsed: ReadonlySet<string> = new Set([
  './automation',
  '../../typescript-shim',
  '@npmcli/arborist',
  'normalize-package-data',
]);

const loader = Module as unknown as Loader;
const load = loader._load;
loader._load = function (request, parent, isMain) {
  if (rarelyUsed.has(request) && isInSdk(parent?.filename)) {
    return loadedOnUse(() => load.call(this, request, parent, isMain) as object);
  }
  if (request === './tracing' && isInSdk(parent?.filename)) return untraced;
  const loaded = load.call(this, request, parent, isMain);
  if (/^(\.\/|(\.\.\/)+)log$/.test(request) && isInSdk(parent?.filename)) silenceDebug(loaded as SdkLog);
  return loaded;
};

interface SdkLog {
  debug(): Promise<void>;
}

/** The SDK sends the engine several debug messages for each resource, one after the other; the engine drops them all. */
function silenceDebug(log: SdkLog): void {
  log.debug = () => Promise.resolve();
}

/** What tracing comes to when it is not switched on, and the engine never does: without loading OpenTelemetry for it. */
const untraced = {
  newSpan: () => ({ setAttribute: () => undefined, addEvent: () => undefined, end: () => undefined }),
};

function isInSdk(filename: string | null | undefined): boolean {
  return /\/node_modules\/@pulumi\/pulumi\/(?!node_modules\/)/.test(filename?.replaceAll('\\', '/') ?? '');
}

function loadedOnUse(get: () => object): object {
  return new Proxy(
    {},
    {
      get: (_, name) => {
        // The SDK's import helper copies a module property by property unless it says that it is an ES module.
        if (name === '__esModule') return true;
        const module = get();
        return name === 'default' && !Reflect.has(module, '__esModule')
          ? module
          : (Reflect.get(module, name) as unknown);
      },
      set: (_, name, value) => Reflect.set(get(), name, value),
      has: (_, name) => Reflect.has(get(), name),
      ownKeys: () => Reflect.ownKeys(get()),
      getOwnPropertyDescriptor: (_, name) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(get(), name);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}

type PrepareStackTrace = (error: Error, frames: readonly NodeJS.CallSite[]) => unknown;

// The SDK records a stack trace with every promise to explain leaks in its own debug mode, and source-map-support maps each of
// them. Several thousand times for an ordinary program; nothing reads them.
let prepareStackTrace: PrepareStackTrace | undefined;
Object.defineProperty(Error, 'prepareStackTrace', {
  configurable: true,
  get: () => prepareStackTrace,
  set: (prepare: PrepareStackTrace | undefined) => {
    prepareStackTrace = prepare && ((error, frames) => (isBookkeeping(frames[0]) ? '' : prepare(error, frames)));
  },
});

function isBookkeeping(frame: NodeJS.CallSite | undefined): boolean {
  return frame?.getFunctionName() === 'debuggablePromise' && process.env['PULUMI_DEBUG_PROMISE_LEAKS'] === undefined;
}
