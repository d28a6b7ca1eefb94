import { splitFields } from './overlap.ts';

/**
 * Which of region, account and name an ARN leaves to wildcards, read as a resource type's pattern: in `table/*` the name is
 * what follows `table/`, in `log-group:*:log-stream:*` what is between the first colons. Later parts may be wild.
 */
export function wideParts(arn: string, pattern: string): readonly string[] {
  const [given, shape] = [splitFields(withNames(arn)), splitFields(pattern)];
  return [
    ...(isWild(given[3]) && isWild(shape[3]) ? ['region'] : []),
    ...(isWild(given[4]) && isWild(shape[4]) ? ['account'] : []),
    ...(isWild(nameIn(given[5] ?? '', shape[5] ?? '')) ? ['name'] : []),
  ];
}

function nameIn(given: string, shape: string): string {
  const from = shape.indexOf('*');
  const end = shape[from + 1];
  const rest = given.startsWith(shape.slice(0, from)) ? given.slice(from) : given;
  // The documented way to write a log group is with `:*` after its name.
  const name = end === undefined ? rest.replace(/:\*$/, '') : (rest.split(end)[0] ?? rest);
  return from === -1 ? '' : name;
}

function isWild(text: string | undefined): boolean {
  return text !== undefined && /[*?]/.test(text);
}

/** A policy variable stands for a name, not for a wildcard. */
function withNames(arn: string): string {
  return arn.replace(/\$\{[^}]*\}/g, 'variable');
}
