/**
 * Whether some text matches both patterns, in which `*` is any run of characters and `?` any one. Used to tell a Resource
 * that can never be what an action acts on from one that can.
 */
export function overlap(a: string, b: string): boolean {
  const seen = new Set<number>();
  const reach = (i: number, j: number): boolean => {
    const at = i * (b.length + 1) + j;
    if (seen.has(at)) return false;
    seen.add(at);
    const [x, y] = [a[i], b[j]];
    if (x === undefined && y === undefined) return true;
    if (x === '*' && reach(i + 1, j)) return true;
    if (y === '*' && reach(i, j + 1)) return true;
    if (x === undefined || y === undefined) return false;
    if (x === '*') return y !== '*' && reach(i, j + 1);
    if (y === '*') return reach(i + 1, j);
    return (x === y || x === '?' || y === '?') && reach(i + 1, j + 1);
  };
  return reach(0, 0);
}

/** Names that hold slashes: keys, paths, log groups. Every other name in an ARN pattern ends at a slash. */
const withSlashes = new Set([
  's3:object',
  'logs:log-group',
  'logs:log-stream',
  'execute-api:execute-api-general',
  'kms:alias',
]);
const withPath = new Set([
  'iam:role',
  'iam:user',
  'iam:policy',
  'iam:group',
  'iam:instance-profile',
  'iam:server-certificate',
]);

/** Whether a Resource pattern can be an ARN of this type: fields are compared one by one, and names end at a slash. */
export function fitsType(resource: string, type: string, arns: readonly string[]): boolean {
  if (/^\*+$/.test(resource)) return true;
  // A policy variable stands for any text.
  const fields = splitFields(resource.replace(/\$\{[^}]*\}/g, '*'));
  return arns.some((arn) => {
    const pattern = splitFields(arn);
    return pattern.every((field, index) => {
      const given = fields[index] ?? '*';
      if (index < 5 || withSlashes.has(type) || withPath.has(type)) return overlap(given, field);
      return sameShape(given, field);
    });
  });
}

/** `table/*` and `table/documents/index/*`: without a `*` that may cross slashes the numbers of segments must agree. */
function sameShape(given: string, pattern: string): boolean {
  const [a, b] = [given.split('/'), pattern.split('/')];
  if (a.length > b.length) return false;
  if (a.length < b.length && !given.includes('*')) return false;
  if (a.length < b.length) return overlap(given, pattern);
  return b.every((segment, index) => overlap(a[index] as string, segment));
}

/** The six fields of an ARN pattern; the last keeps its colons. */
export function splitFields(arn: string): readonly string[] {
  const fields = arn.split(':');
  return fields.length <= 6 ? fields : [...fields.slice(0, 5), fields.slice(5).join(':')];
}
