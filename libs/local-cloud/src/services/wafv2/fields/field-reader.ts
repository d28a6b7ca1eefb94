import type { FieldToMatch, JsonBody, OversizeHandling } from '../statements/statement.ts';
import type { Named, RequestParts } from './request-parts.ts';

/** What a statement looks at: it matches if one of the texts does. A part that the request has not has no texts. */
export interface Content {
  readonly texts: readonly string[];
  /** The part is longer than what is inspected of it. */
  readonly oversize: boolean;
  /** The part is no JSON, and that is the answer already. */
  readonly verdict?: boolean;
}

export type FieldReader = (parts: RequestParts) => Content;

/** How to read a field. Source: AWS WAF Developer Guide, "Request components in AWS WAF". */
export function fieldReader(field: FieldToMatch): FieldReader {
  if (field.SingleHeader !== undefined) {
    const name = field.SingleHeader.Name.toLowerCase();
    return (parts) => whole(parts.header(name));
  }
  if (field.SingleQueryArgument !== undefined) {
    const name = field.SingleQueryArgument.Name.toLowerCase();
    return (parts) => whole(valuesOf(parts.arguments.filter((each) => each.name.toLowerCase() === name)));
  }
  if (field.AllQueryArguments !== undefined) return (parts) => whole(valuesOf(parts.arguments));
  if (field.UriPath !== undefined) return (parts) => whole([parts.request.rawPath]);
  if (field.QueryString !== undefined) return (parts) => whole([parts.request.rawQuery]);
  if (field.Method !== undefined) return (parts) => whole([parts.request.method]);
  if (field.Body !== undefined) return ({ body }) => ({ texts: [body.part], oversize: body.oversize });
  if (field.JsonBody !== undefined) return jsonReader(field.JsonBody);
  if (field.HeaderOrder !== undefined) {
    return ({ inspectedHeaders: { part, oversize } }) => ({
      texts: [part.map(({ spelling }) => spelling).join(':')],
      oversize,
    });
  }
  const { Cookies, Headers } = field;
  if (Headers !== undefined) {
    const { ExcludedHeaders, IncludedHeaders } = Headers.MatchPattern;
    const picked = picker(IncludedHeaders, ExcludedHeaders);
    return ({ inspectedHeaders: { part, oversize } }) => ({
      texts: part.filter(picked).flatMap(scoped(Headers.MatchScope)),
      oversize,
    });
  }
  if (Cookies === undefined) throw new Error('A field to match without any member was let through.');
  const picked = picker(Cookies.MatchPattern.IncludedCookies, Cookies.MatchPattern.ExcludedCookies);
  return ({ cookies: { part, oversize } }) => ({
    texts: part.filter(picked).flatMap(scoped(Cookies.MatchScope)),
    oversize,
  });
}

export function oversizeHandlingOf(field: FieldToMatch): OversizeHandling {
  const { Body, Cookies, HeaderOrder, Headers, JsonBody } = field;
  return (Body ?? JsonBody ?? Headers ?? Cookies ?? HeaderOrder)?.OversizeHandling ?? 'CONTINUE';
}

const whole = (texts: readonly string[]): Content => ({ texts, oversize: false });
const valuesOf = (items: readonly Named[]): readonly string[] => items.map(({ value }) => value);

function picker(
  included: readonly string[] | undefined,
  excluded: readonly string[] | undefined,
): (item: Named) => boolean {
  const [all, none] = [included, excluded].map((names) => names && new Set(names.map((name) => name.toLowerCase())));
  if (all !== undefined) return ({ name }) => all.has(name.toLowerCase());
  return none === undefined ? () => true : ({ name }) => !none.has(name.toLowerCase());
}

function scoped(scope: 'ALL' | 'KEY' | 'VALUE'): (item: Named & { readonly spelling?: string }) => readonly string[] {
  return ({ name, spelling = name, value }) =>
    scope === 'ALL' ? [spelling, value] : scope === 'KEY' ? [spelling] : [value];
}

/** A document that breaks off is inspected as far as it goes, unless the statement says what that means. */
function jsonReader({ InvalidFallbackBehavior: fallback, MatchPattern, MatchScope }: JsonBody): FieldReader {
  const paths = MatchPattern.IncludedPaths?.map((path) => Buffer.from(path, 'utf8').toString('latin1'));
  const included = (path: string): boolean =>
    paths === undefined || paths.some((each) => path === each || path.startsWith(`${each}/`));
  return (parts) => {
    const { oversize, part } = parts.body;
    const { elements, rest, valid } = parts.json;
    // What is cut off is not invalid: what there is of it is looked at, element by element and the rest as text.
    if (!valid && !oversize && fallback !== undefined) {
      if (fallback === 'EVALUATE_AS_STRING') return { texts: [part], oversize };
      return { texts: [], oversize, verdict: fallback === 'MATCH' };
    }
    const texts = elements
      .filter(
        ({ kind, path }) => (MatchScope === 'ALL' || (MatchScope === 'KEY') === (kind === 'key')) && included(path),
      )
      .map(({ text }) => text);
    const asText = !valid && oversize && fallback === 'EVALUATE_AS_STRING' ? [rest] : [];
    return { texts: [...texts, ...asText], oversize };
  };
}
