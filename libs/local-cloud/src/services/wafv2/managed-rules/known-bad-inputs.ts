import { BODY, HEADERS, METHOD, QUERY_STRING, RAW_BODY, UNCHANGED, URI_PATH, header } from './fields.ts';
import {
  EXPLOITABLE_PATHS,
  JAVA_DESERIALIZATION,
  LOCALHOST,
  LOG4J,
  REACT_FLIGHT,
} from './known-bad-inputs-patterns.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { anyOf, matches, rulesOf } from './statements.ts';

const rule = rulesOf('known-bad-inputs');

/**
 * Known bad inputs.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html#aws-managed-rule-groups-baseline-known-bad-inputs
 */
export const knownBadInputs: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesKnownBadInputsRuleSet',
  capacity: 200,
  rules: [
    rule('JavaDeserializationRCE_HEADER', 'JavaDeserializationRCE_Header', matches(HEADERS, JAVA_DESERIALIZATION)),
    rule('JavaDeserializationRCE_BODY', 'JavaDeserializationRCE_Body', matches(BODY, JAVA_DESERIALIZATION)),
    rule('JavaDeserializationRCE_URIPATH', 'JavaDeserializationRCE_URIPath', matches(URI_PATH, JAVA_DESERIALIZATION)),
    rule(
      'JavaDeserializationRCE_QUERYSTRING',
      'JavaDeserializationRCE_QueryString',
      matches(QUERY_STRING, JAVA_DESERIALIZATION),
    ),
    rule('Host_localhost_HEADER', 'Host_Localhost_Header', matches(header('host'), LOCALHOST, UNCHANGED)),
    rule('PROPFIND_METHOD', 'Propfind_Method', {
      ByteMatchStatement: {
        FieldToMatch: METHOD,
        TextTransformations: UNCHANGED,
        SearchString: 'PROPFIND',
        PositionalConstraint: 'EXACTLY',
      },
    }),
    rule('ExploitablePaths_URIPATH', 'ExploitablePaths_URIPath', matches(URI_PATH, EXPLOITABLE_PATHS)),
    rule('Log4JRCE_HEADER', 'Log4JRCE_Header', matches(HEADERS, LOG4J)),
    rule('Log4JRCE_QUERYSTRING', 'Log4JRCE_QueryString', matches(QUERY_STRING, LOG4J)),
    rule('Log4JRCE_BODY', 'Log4JRCE_Body', matches(BODY, LOG4J)),
    rule('Log4JRCE_URIPATH', 'Log4JRCE_URIPath', matches(URI_PATH, LOG4J)),
    rule(
      'ReactJSRCE_BODY',
      'ReactJSRCE_Body',
      anyOf([matches(BODY, REACT_FLIGHT), matches(RAW_BODY, REACT_FLIGHT, UNCHANGED)]),
    ),
  ],
};
