import { attributeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { Parser } from './parser.ts';
import { clashOf, showPath, type Path } from './path.ts';
import type { Placeholders } from './placeholders.ts';

/** Which parts of an item are wanted. */
export type Projection = readonly Path[];

/** Parses a projection expression. Throws ValidationException. Source: DynamoDB Developer Guide, "Using projection expressions". */
export function parseProjection(text: string, placeholders: Placeholders): Projection {
  const parser = new Parser('ProjectionExpression', text, placeholders);
  const paths = [parser.path()];
  while (parser.takesSymbol(',')) paths.push(parser.path());
  parser.expectEnd();
  for (const [index, two] of paths.entries()) {
    for (const one of paths.slice(0, index)) {
      const clash = clashOf(one, two);
      if (clash === undefined) continue;
      throw parser.problem(
        `Two document paths ${clash} with each other; must remove or rewrite one of these paths; path one: ${showPath(one)}, path two: ${showPath(two)}`,
      );
    }
  }
  return paths;
}

/** The wanted parts, in the shape they have in the item; list elements move up. */
export function project(item: Item, projection: Projection): Item {
  return (pick({ M: item }, projection) as { readonly M: Item } | undefined)?.M ?? {};
}

function pick(value: AttributeValue, paths: readonly Path[]): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const inner = Map.groupBy(paths, ([first]) => first);
  const below = (step: string | number): readonly Path[] => (inner.get(step) ?? []).map((path) => path.slice(1));
  if ('M' in value) {
    const picked = [...inner.keys()].flatMap((step) => {
      const old = typeof step === 'string' ? attributeOf(value.M, step) : undefined;
      const found = old && pick(old, below(step as string));
      return found === undefined ? [] : [[step as string, found] as const];
    });
    return picked.length === 0 ? undefined : { M: Object.fromEntries(picked) };
  }
  if (!('L' in value)) return undefined;
  const positions = [...inner.keys()].filter((step) => typeof step === 'number').toSorted((a, b) => a - b);
  const picked = positions.flatMap((step) => {
    const old = value.L[step];
    return (old && pick(old, below(step))) ?? [];
  });
  return picked.length === 0 ? undefined : { L: picked };
}
