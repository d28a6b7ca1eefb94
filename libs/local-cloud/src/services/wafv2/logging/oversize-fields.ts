import type { RequestParts } from '../fields/request-parts.ts';

/** Parts of which only the beginning is inspected, as logs call them. Source: AWS WAF Developer Guide, "Log fields". */
export function oversizeFields({ body, cookies, inspectedHeaders }: RequestParts): readonly string[] {
  return [
    ...(body.oversize ? ['REQUEST_BODY'] : []),
    ...(inspectedHeaders.oversize ? ['REQUEST_HEADERS'] : []),
    ...(cookies.oversize ? ['REQUEST_COOKIES'] : []),
  ];
}
