import { sameValue } from '../check/canonical-json.ts';
import type { Properties, Value } from '../graph.ts';
import { isAssetReference } from '../graph.ts';
import { appendProperty, appendToken, touchesSecret } from '../pointer.ts';

/** One property that differs. Secret values read `[secret]`. */
export interface PropertyChange {
  /** `tags.Team`, `rules[0].cidr`; inside a JSON document the path goes on (`policy.Statement[0].Effect`). */
  readonly path: string;
  readonly kind: 'add' | 'update' | 'delete';
  readonly before?: Value;
  readonly after?: Value;
  /** The change of this property is what replaces the resource. */
  readonly replaces: boolean;
}

const masked = '[secret]';

export interface ComparedProperties {
  readonly properties: Properties;
  /** JSON pointers. */
  readonly secrets: readonly string[];
}

/** Compares property by property, down to the values that differ. `replaceOn` are top-level names. */
export function compareProperties(
  before: ComparedProperties,
  after: ComparedProperties,
  replaceOn: readonly string[] = [],
): PropertyChange[] {
  const secrets = [...before.secrets, ...after.secrets];
  const changes: PropertyChange[] = [];
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])].sort();
  for (const name of names) {
    const walk = { secrets, replaces: replaceOn.includes(name), changes };
    compare(before.properties[name], after.properties[name], appendProperty('', name), appendToken('', name), walk);
  }
  return changes;
}

interface Walk {
  readonly secrets: readonly string[];
  readonly replaces: boolean;
  readonly changes: PropertyChange[];
}

function compare(before: Value | undefined, after: Value | undefined, path: string, pointer: string, walk: Walk): void {
  if (sameValue(before, after)) return;
  if (touchesSecret(walk.secrets, pointer)) {
    walk.changes.push(
      change(before === undefined ? undefined : masked, after === undefined ? undefined : masked, path, walk),
    );
    return;
  }
  const [left, right] = [open(before), open(after)];
  if (left === undefined || right === undefined || Array.isArray(left) !== Array.isArray(right)) {
    walk.changes.push(change(before, after, path, walk));
    return;
  }
  const list = Array.isArray(left);
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const childPath = list ? `${path}[${name}]` : appendProperty(path, name);
    compare((left as Properties)[name], (right as Properties)[name], childPath, appendToken(pointer, name), walk);
  }
}

function change(before: Value | undefined, after: Value | undefined, path: string, { replaces }: Walk): PropertyChange {
  return {
    path,
    kind: before === undefined ? 'add' : after === undefined ? 'delete' : 'update',
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    replaces,
  };
}

/** What can be compared member by member: objects, lists, and JSON documents in a string. */
function open(value: Value | undefined): Properties | readonly Value[] | undefined {
  if (typeof value === 'string' && /^[{[]/.test(value)) {
    try {
      return JSON.parse(value) as Properties | readonly Value[];
    } catch {
      return undefined;
    }
  }
  if (typeof value !== 'object' || value === null || isAssetReference(value)) return undefined;
  return value;
}
