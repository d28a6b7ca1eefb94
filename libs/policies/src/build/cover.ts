import { matchGlob } from '../evaluate/glob.ts';

/**
 * Whether every text that matches `other` also matches `pattern`. Never wrongly true; with `?` or variables it may be
 * wrongly false. A pattern of `*` and literal text that matches `other` as text absorbs its wildcards in its own `*`.
 */
export function covers(pattern: string, other: string): boolean {
  if (pattern === other || pattern === '*') return true;
  return !pattern.includes('?') && !`${pattern}${other}`.includes('${') && matchGlob(pattern, other);
}

/** The same for actions, which are compared without regard to case. */
export function coversAction(pattern: string, other: string): boolean {
  return covers(pattern.toLowerCase(), other.toLowerCase());
}

/** The same for resources, field by field: a `*` stays in its field, except alone and in the last. */
export function coversResource(pattern: string, other: string): boolean {
  if (pattern === other || pattern === '*') return true;
  const [a, b] = [fieldsOf(pattern), fieldsOf(other)];
  return a.length === 6 && b.length === 6 && a.every((field, index) => covers(field, b[index] as string));
}

function fieldsOf(arn: string): readonly string[] {
  const fields = arn.split(':');
  return fields.length <= 6 ? fields : [...fields.slice(0, 5), fields.slice(5).join(':')];
}
