/** A method of an API as method settings name it. */
export interface MethodPath {
  /** `/` or `/a/{b}`. */
  readonly path: string;
  readonly method: string;
}

/**
 * Reads `*\/*` (all methods) or `a/{b}/POST`; the slashes of the path may be written `~1`, as the AWS API does.
 * Undefined if it is neither.
 */
export function parseMethodPath(text: string): MethodPath | 'all' | undefined {
  if (text === '*/*') return 'all';
  const match = /^\/*(?:(.+)\/)?(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/.exec(text.replaceAll('~1', '/'));
  if (match === null) return undefined;
  return { path: `/${match[1] ?? ''}`, method: match[2] as string };
}
