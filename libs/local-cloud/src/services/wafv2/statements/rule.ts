import type { EmptyObject, Statement } from './statement.ts';

/** A rule of a web ACL or of a rule group. Source: AWS WAFV2 API Reference, Rule. */
export interface Rule {
  readonly Name: string;
  /** The lowest is evaluated first. */
  readonly Priority: number;
  readonly Statement: Statement;
  /** Of every rule but those that refer to a rule group. */
  readonly Action?: RuleAction;
  /** Of rules that refer to a rule group: `Count` makes all of the group count only. */
  readonly OverrideAction?: OverrideAction;
  readonly RuleLabels?: readonly Label[];
  readonly VisibilityConfig: VisibilityConfig;
}

/** Exactly one member is set. CAPTCHA and Challenge are not among them: the local cloud refuses them at the deployment. */
export interface RuleAction {
  readonly Allow?: { readonly CustomRequestHandling?: CustomRequestHandling };
  readonly Block?: { readonly CustomResponse?: CustomResponse };
  readonly Count?: { readonly CustomRequestHandling?: CustomRequestHandling };
}

export interface DefaultAction {
  readonly Allow?: { readonly CustomRequestHandling?: CustomRequestHandling };
  readonly Block?: { readonly CustomResponse?: CustomResponse };
}

export interface OverrideAction {
  readonly None?: EmptyObject;
  readonly Count?: EmptyObject;
}

export interface CustomRequestHandling {
  /** Sent on with the prefix `x-amzn-waf-`. */
  readonly InsertHeaders: readonly CustomHTTPHeader[];
}

export interface CustomResponse {
  readonly ResponseCode: number;
  readonly CustomResponseBodyKey?: string;
  readonly ResponseHeaders?: readonly CustomHTTPHeader[];
}

export interface CustomResponseBody {
  readonly ContentType: 'TEXT_PLAIN' | 'TEXT_HTML' | 'APPLICATION_JSON';
  readonly Content: string;
}

export interface CustomHTTPHeader {
  readonly Name: string;
  readonly Value: string;
}

export interface Label {
  /** Within the namespace of the web ACL or rule group; in AWS's managed rules the whole label, `awswaf:managed:aws:…`. */
  readonly Name: string;
}

export interface VisibilityConfig {
  readonly CloudWatchMetricsEnabled: boolean;
  readonly MetricName: string;
  readonly SampledRequestsEnabled: boolean;
}
