import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

let generation = 0;

/** From now on the sources are loaded anew; Node never forgets a module, so each generation has addresses of its own. */
export function forgetSources(): void {
  generation++;
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals')
      return { url: new URL('./jest-globals.ts', import.meta.url).href, shortCircuit: true };
    if (specifier.endsWith('/remembered.ts') && context.parentURL?.includes('/remembered.spec.ts') === false)
      return { url: new URL('./forgetful.ts', import.meta.url).href, shortCircuit: true };
    const found = next(specifier, context);
    // Stryker's copy of the sources, in which it sets the working directory.
    return found.url.startsWith(pathToFileURL('src/').href) ? { ...found, url: `${found.url}?${generation}` } : found;
  },
});
