import type { ContextMap } from './context.ts';
import { compileGlob, matchCompiled, type Glob } from './glob.ts';
import { parseTemplate, STAR, type Token } from './variables.ts';

const COLON = 0x3a;

/**
 * A pattern over the six fields of an ARN. `*` and `?` stay inside their field, except in the last one, which may hold
 * colons and slashes. Source: IAM User Guide, "IAM JSON policy elements: Resource" and "ARN condition operators".
 */
export interface ArnPattern {
  /** `everything`: the pattern `*`. `prefixed`: five literal fields, joined. `fields`: a wildcard before the last colon. */
  readonly kind: 'everything' | 'prefixed' | 'fields' | 'nothing';
  readonly head: string;
  readonly fields: readonly Glob[];
  readonly last: Glob;
}

const nothing: Glob = { kind: 'literal', text: '', tokens: [] };

/** Where policy variables count: in the last field (Resource), anywhere (conditions). */
export type VariableScope = 'last-field' | 'everywhere';

export interface ArnPatternOptions {
  /** Undefined: they are ordinary text (old language version). */
  readonly variables: VariableScope | undefined;
  /** Fill missing fields with `*`, as IAM does in identity policies only. */
  readonly completeShort?: boolean;
}

export function compileArnPattern(pattern: string, options: ArnPatternOptions): ArnPattern {
  if (/^\*+$/.test(pattern)) return { kind: 'everything', head: '', fields: [], last: nothing };
  const fields =
    options.variables === 'everywhere'
      ? splitTokens(parseTemplate(pattern, true))
      : splitText(pattern, options.variables);
  if (options.completeShort === true) fields.push(...new Array<readonly Token[]>(6 - fields.length).fill([STAR]));
  const last = fields.length === 6 ? fields.pop() : undefined;
  if (last === undefined) return { kind: 'nothing', head: '', fields: [], last: nothing };
  const heads = fields.map(compileGlob);
  const literal = heads.every((field) => field.kind === 'literal');
  return {
    kind: literal ? 'prefixed' : 'fields',
    head: literal ? heads.map((field) => `${field.text}:`).join('') : '',
    fields: literal ? [] : heads,
    last: compileGlob(last),
  };
}

export function matchArnPattern(pattern: ArnPattern, arn: string, context: ContextMap | undefined): boolean {
  switch (pattern.kind) {
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'prefixed':
      return arn.startsWith(pattern.head) && matchCompiled(pattern.last, arn, context, pattern.head.length);
    case 'fields':
      return matchFields(pattern, arn, context);
  }
}

function matchFields(pattern: ArnPattern, arn: string, context: ContextMap | undefined): boolean {
  let from = 0;
  for (const field of pattern.fields) {
    const end = arn.indexOf(':', from);
    if (end === -1 || !matchCompiled(field, arn.slice(from, end), context)) return false;
    from = end + 1;
  }
  return matchCompiled(pattern.last, arn, context, from);
}

function splitText(pattern: string, variables: VariableScope | undefined): (readonly Token[])[] {
  const fields: (readonly Token[])[] = [];
  let from = 0;
  for (let end = pattern.indexOf(':'); end !== -1 && fields.length < 5; end = pattern.indexOf(':', from)) {
    fields.push(parseTemplate(pattern.slice(from, end), false));
    from = end + 1;
  }
  fields.push(parseTemplate(pattern.slice(from), variables === 'last-field' && fields.length === 5));
  return fields;
}

function splitTokens(tokens: readonly Token[]): (readonly Token[])[] {
  const fields: Token[][] = [[]];
  for (const token of tokens) {
    if (token === COLON && fields.length < 6) fields.push([]);
    else (fields.at(-1) as Token[]).push(token);
  }
  return fields;
}
