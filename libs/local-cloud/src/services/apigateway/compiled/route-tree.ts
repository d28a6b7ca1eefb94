/** A resource that a path leads to, with its decoded path variables. */
export interface RouteMatch<Target> {
  readonly target: Target;
  readonly parameters: Readonly<Record<string, string>>;
  /** The path as it was matched: decoded, without leading and trailing slash. */
  readonly path: string;
}

interface Node<Target> {
  target: Target | undefined;
  readonly literals: Map<string, Node<Target>>;
  variable: { readonly name: string; readonly node: Node<Target> } | undefined;
  greedy: { readonly name: string; readonly target: Target } | undefined;
}

const node = <Target>(): Node<Target> => ({
  target: undefined,
  literals: new Map(),
  variable: undefined,
  greedy: undefined,
});

/** Resources of an API by path. A literal segment wins over `{variable}`, and that over `{proxy+}`, segment by segment. */
export class RouteTree<Target> {
  readonly #root = node<Target>();

  add(path: string, target: Target): void {
    let at = this.#root;
    for (const part of path.split('/').filter((each) => each !== '')) {
      const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
      const variable = /^\{(.+)\}$/.exec(part)?.[1];
      if (greedy !== undefined) {
        at.greedy = { name: greedy, target };
        return;
      }
      if (variable !== undefined) {
        at.variable ??= { name: variable, node: node() };
        at = at.variable.node;
        continue;
      }
      const next = at.literals.get(part) ?? node<Target>();
      at.literals.set(part, next);
      at = next;
    }
    at.target = target;
  }

  /** `path` is undecoded and begins with `/`; one trailing slash does not matter. */
  find(path: string): RouteMatch<Target> | undefined {
    const raw = path.slice(1).split('/');
    if (raw[raw.length - 1] === '') raw.pop();
    const segments: string[] = [];
    for (const each of raw) {
      const segment = decode(each);
      if (segment === undefined) return undefined;
      segments.push(segment);
    }
    const parameters: [string, string][] = [];
    const target = search(this.#root, segments, 0, parameters);
    if (target === undefined) return undefined;
    return { target, parameters: Object.fromEntries(parameters), path: segments.join('/') };
  }
}

function search<Target>(
  at: Node<Target>,
  segments: readonly string[],
  depth: number,
  parameters: [string, string][],
): Target | undefined {
  const segment = segments[depth];
  if (segment === undefined) return at.target;
  const literal = at.literals.get(segment);
  const byLiteral = literal && search(literal, segments, depth + 1, parameters);
  if (byLiteral !== undefined) return byLiteral;
  if (at.variable !== undefined && segment !== '') {
    parameters.push([at.variable.name, segment]);
    const byVariable = search(at.variable.node, segments, depth + 1, parameters);
    if (byVariable !== undefined) return byVariable;
    parameters.pop();
  }
  if (at.greedy === undefined) return undefined;
  parameters.push([at.greedy.name, segments.slice(depth).join('/')]);
  return at.greedy.target;
}

function decode(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
