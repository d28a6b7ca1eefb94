import type { Location } from '../addresses/country-database.ts';
import type { FieldToMatch } from '../statements/statement.ts';
import type { CompiledWebAcl } from '../web-acl/compiled-web-acl.ts';
import type { GroupOutcome, InnerMatch, Verdict } from '../web-acl/verdict.ts';
import { oversizeFields } from './oversize-fields.ts';

/** What a log record needs besides the verdict. */
export interface LogFacts {
  readonly now: number;
  /** ARN of the stage. */
  readonly resourceArn: string;
  readonly accountId: string;
  readonly location: Location | undefined;
  readonly redacted: readonly FieldToMatch[];
}

const REDACTED = 'REDACTED';

/**
 * One line of the log, without anything of the body; what the detectors matched is left out, too, for it may be a part of that.
 * Source: AWS WAF Developer Guide, "Log fields for protection packs (web ACLs)".
 */
export function logRecord(webAcl: CompiledWebAcl, verdict: Verdict, facts: LogFacts): string {
  const { action, counted, details, insertHeaders, labels, parts, rates, response, terminating } = verdict;
  const oversize = oversizeFields(parts);
  return JSON.stringify({
    timestamp: facts.now,
    formatVersion: 1,
    webaclId: webAcl.arn,
    terminatingRuleId: terminating?.name ?? 'Default_Action',
    terminatingRuleType: terminating?.kind ?? 'REGULAR',
    action,
    terminatingRuleMatchDetails: details.map(shownDetail),
    httpSourceName: 'APIGW',
    httpSourceId: sourceId(facts),
    ruleGroupList: verdict.groups.map(shownGroup),
    rateBasedRuleList: rates.map(({ facts: { id, limit, limitKey, window }, name }) => ({
      rateBasedRuleId: id,
      rateBasedRuleName: name,
      limitKey,
      maxRateAllowed: limit,
      evaluationWindowSec: String(window),
    })),
    nonTerminatingMatchingRules: counted.map(({ details: found, rule }) => ({
      ruleId: rule.name,
      action: 'COUNT',
      ruleMatchDetails: found.map(shownDetail),
    })),
    requestHeadersInserted:
      insertHeaders.length === 0 ? null : insertHeaders.map(({ Name, Value }) => ({ name: Name, value: Value })),
    responseCodeSent: response?.status ?? null,
    httpRequest: shownRequest(verdict, facts),
    ...(labels.length > 0 && { labels: labels.map((name) => ({ name })) }),
    requestBodySize: parts.request.body.length,
    requestBodySizeInspectedByWAF: Math.min(parts.request.body.length, webAcl.bodyLimit),
    ...(oversize.length > 0 && { oversizeFields: oversize }),
  });
}

function shownRequest({ parts }: Verdict, { location, redacted }: LogFacts): object {
  const { body: _body, ...request } = parts.request;
  const hides = (member: 'Method' | 'QueryString' | 'UriPath', value: string): string =>
    redacted.some((field) => field[member] !== undefined) ? REDACTED : value;
  const hidden = new Set(redacted.flatMap(({ SingleHeader }) => SingleHeader?.Name.toLowerCase() ?? []));
  return {
    clientIp: parts.source?.text ?? request.sourceIp,
    country: location?.country ?? '-',
    headers: parts.headers.map(({ name, spelling, value }) => ({
      name: spelling,
      value: hidden.has(name) ? REDACTED : value,
    })),
    uri: hides('UriPath', request.rawPath),
    args: hides('QueryString', request.rawQuery),
    httpVersion: 'HTTP/1.1',
    httpMethod: hides('Method', request.method),
    requestId: request.requestId,
    fragment: '',
    scheme: 'https',
    host: request.host,
  };
}

function shownGroup({ counted, groupId, terminating }: GroupOutcome): object {
  return {
    ruleGroupId: groupId,
    terminatingRule: terminating === undefined ? null : shownMatch(terminating),
    nonTerminatingMatchingRules: counted.map(shownMatch),
    excludedRules: null,
    customerConfig: null,
  };
}

function shownMatch({ action, details, name, overridden }: InnerMatch): object {
  return {
    ruleId: name,
    action,
    ...(overridden !== undefined && { overriddenAction: overridden }),
    ruleMatchDetails: details.length === 0 ? null : details.map(shownDetail),
  };
}

/** AWS's `matchedData` would hold parts of the request, of its body too. */
function shownDetail(detail: Verdict['details'][number]): object {
  return { ...detail, matchedData: [] };
}

/** `ACCOUNT:API:STAGE` of `…::/restapis/API/stages/STAGE`. */
function sourceId({ accountId, resourceArn }: LogFacts): string {
  const [, , api = '', , stage = ''] = (resourceArn.split('::')[1] ?? '').split('/');
  return `${accountId}:${api}:${stage}`;
}
