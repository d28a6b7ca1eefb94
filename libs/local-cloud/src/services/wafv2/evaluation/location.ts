import type { FieldToMatch } from '../statements/statement.ts';

/** What logs call a part of the request. Source: AWS WAF Developer Guide, "Log fields", `terminatingRuleMatchDetails`. */
export function locationOf(field: FieldToMatch): string {
  const [name = ''] = Object.keys(field);
  return locations[name] ?? name;
}

const locations: Readonly<Record<string, string>> = {
  AllQueryArguments: 'ALL_QUERY_ARGS',
  Body: 'BODY',
  Cookies: 'COOKIES',
  HeaderOrder: 'HEADER_ORDER',
  Headers: 'HEADER',
  JsonBody: 'JSON_BODY',
  Method: 'METHOD',
  QueryString: 'QUERY_STRING',
  SingleHeader: 'HEADER',
  SingleQueryArgument: 'SINGLE_QUERY_ARG',
  UriPath: 'URI',
};
