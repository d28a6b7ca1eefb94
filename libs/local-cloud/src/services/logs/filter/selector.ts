import { FilterPatternError } from './error.ts';
import type { Scanner } from './scanner.ts';

export interface Selector {
  /** What the selector points at; nothing if the path does not exist, several values if it has a wildcard. */
  readonly values: (root: unknown) => readonly unknown[];
  readonly wildcards: number;
}

type Step = { readonly name: string } | { readonly index: number } | 'any';

/** Reads `$.a.b[0]`, `$.['a.b']`, `$.list[*]` or `$.*`. */
export function readSelector(scanner: Scanner): Selector {
  scanner.expect('$');
  const steps: Step[] = [];
  for (;;) {
    const step = readStep(scanner);
    if (step === undefined) break;
    steps.push(step);
  }
  if (steps.length === 0) throw scanner.unexpected("'.' and a property");
  const wildcards = steps.filter((step) => step === 'any').length;
  if (wildcards > 1) throw new FilterPatternError('a selector has more than one wildcard');
  return {
    values: (root) =>
      steps.reduce<readonly unknown[]>((nodes, step) => nodes.flatMap((node) => follow(node, step)), [root]),
    wildcards,
  };
}

function readStep(scanner: Scanner): Step | undefined {
  const text = scanner.match(/\.?\['[^']*'\]|\.?\["[^"]*"\]|\[\d+\]|\[\*\]|\.\*|\.[A-Za-z0-9_-]+/y);
  if (text === undefined) return undefined;
  if (text === '.*' || text === '[*]') return 'any';
  if (/^\[\d/.test(text)) return { index: Number(text.slice(1, -1)) };
  return { name: text.replace(/^\.?\[['"]|^\.|['"]\]$/g, '') };
}

function follow(node: unknown, step: Step): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  if (step === 'any') return Object.values(node);
  if ('index' in step) return Array.isArray(node) && step.index < node.length ? [node[step.index]] : [];
  return !Array.isArray(node) && Object.hasOwn(node, step.name) ? [(node as Record<string, unknown>)[step.name]] : [];
}
