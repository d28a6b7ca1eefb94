/** One name or scalar of a JSON document. */
export interface JsonElement {
  readonly kind: 'key' | 'value';
  /** Unescaped, as UTF-8 bytes. */
  readonly text: string;
  /** JSON Pointer of the value, or of what the name names. */
  readonly path: string;
}

export interface JsonElements {
  readonly elements: readonly JsonElement[];
  /** False if the document breaks off or is none: then `elements` are those before that place. */
  readonly valid: boolean;
  /** The document from the place on where it breaks off; empty if it is valid. */
  readonly rest: string;
}

const WHITE = /[ \t\n\r]*/y;
const STRING = /"((?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*)"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
/** Levels of nesting that paths tell apart; what is deeper has the path of what it is in. Longer ones would take quadratic space. */
const DEEPEST = 200;

interface Level {
  readonly path: string;
  /** Number of the next element of a list; undefined in an object. */
  index: number | undefined;
}

/**
 * The names and scalars of a document, in its order, repeated names and all; `text` is a byte string. Goes on to where it breaks off, and takes
 * time linear in the text.
 */
export function jsonElements(text: string): JsonElements {
  const elements: JsonElement[] = [];
  const open: Level[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const broken = (): JsonElements => ({ elements, valid: false, rest: text.slice(at) });
  let path = '';
  for (let expects: 'value' | 'first' | 'after' = 'value'; ;) {
    take(WHITE);
    const level = open.at(-1);
    const symbol = text[at];
    if (expects === 'after') {
      if (level === undefined) return { elements, valid: at === text.length, rest: text.slice(at) };
      at++;
      if (symbol === (level.index === undefined ? '}' : ']')) {
        open.pop();
        continue;
      }
      if (symbol !== ',') return broken();
      take(WHITE);
    } else if (expects === 'first' && symbol === (level?.index === undefined ? '}' : ']')) {
      at++;
      open.pop();
      expects = 'after';
      continue;
    }
    if (level !== undefined && (expects === 'first' || expects === 'after')) {
      const deep = open.length > DEEPEST;
      if (level.index !== undefined) path = deep ? level.path : `${level.path}/${level.index++}`;
      else {
        const name = take(STRING);
        if (name === undefined) return broken();
        const key = unescaped(name);
        path = deep ? level.path : `${level.path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        elements.push({ kind: 'key', text: key, path });
        take(WHITE);
        if (text[at++] !== ':') return broken();
        take(WHITE);
      }
    }
    const begin = text[at];
    if (begin === '{' || begin === '[') {
      at++;
      open.push({ path, index: begin === '[' ? 0 : undefined });
      expects = 'first';
      continue;
    }
    const scalar = begin === '"' ? take(STRING) : take(SCALAR);
    if (scalar === undefined) return broken();
    elements.push({ kind: 'value', text: begin === '"' ? unescaped(scalar) : scalar, path });
    expects = 'after';
  }
}

/** The content of a string with its quotation marks; `text` is a byte string and so is what it returns. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  // Escapes beyond a byte become UTF-8; what was bytes of UTF-8 already must not become that twice.
  return [...text.slice(1, -1).matchAll(/\\u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*|\\.|[^\\]+/gs)]
    .map(([part]) => {
      if (part[0] !== '\\') return part;
      return Buffer.from(JSON.parse(`"${part}"`) as string, 'utf8').toString('latin1');
    })
    .join('');
}
