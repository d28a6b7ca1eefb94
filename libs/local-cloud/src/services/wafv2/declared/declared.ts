import type { CustomResponseBody, DefaultAction, Rule, VisibilityConfig } from '../statements/rule.ts';
import type { FieldToMatch } from '../statements/statement.ts';

/** What every entity of AWS WAF has. */
export interface Entity {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly description: string | undefined;
  readonly lockToken: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface DeclaredWebAcl extends Entity {
  readonly rules: readonly Rule[];
  readonly defaultAction: DefaultAction;
  readonly visibility: VisibilityConfig;
  readonly bodies: Readonly<Record<string, CustomResponseBody>>;
  /** `KB_16`, … of API Gateway. */
  readonly bodyLimit: string | undefined;
  readonly capacity: number;
}

export interface DeclaredRuleGroup extends Entity {
  readonly rules: readonly Rule[];
  readonly visibility: VisibilityConfig;
  readonly bodies: Readonly<Record<string, CustomResponseBody>>;
  readonly capacity: number;
}

export interface DeclaredIpSet extends Entity {
  readonly version: 'IPV4' | 'IPV6';
  readonly addresses: readonly string[];
}

export interface DeclaredRegexPatternSet extends Entity {
  readonly patterns: readonly string[];
}

export type Behavior = 'KEEP' | 'DROP';

export interface LoggingFilter {
  readonly defaultBehavior: Behavior;
  readonly filters: readonly {
    readonly behavior: Behavior;
    readonly requirement: 'MEETS_ALL' | 'MEETS_ANY';
    readonly conditions: readonly { readonly action?: string; readonly label?: string }[];
  }[];
}

export interface DeclaredLogging {
  readonly webAclArn: string;
  readonly region: string;
  /** ARN of the log group as it is declared. */
  readonly destination: string;
  readonly group: string;
  readonly redacted: readonly FieldToMatch[];
  readonly filter: LoggingFilter | undefined;
}

/** Everything of AWS WAF that the graphs declare, each by its ARN. */
export interface Declared {
  readonly webAcls: ReadonlyMap<string, DeclaredWebAcl>;
  readonly ruleGroups: ReadonlyMap<string, DeclaredRuleGroup>;
  readonly ipSets: ReadonlyMap<string, DeclaredIpSet>;
  readonly regexPatternSets: ReadonlyMap<string, DeclaredRegexPatternSet>;
  /** ARNs of web ACLs by the ARN of what they protect. */
  readonly associations: ReadonlyMap<string, string>;
  /** By the ARN of the web ACL. */
  readonly logging: ReadonlyMap<string, DeclaredLogging>;
}

export const nothingDeclared: Declared = {
  webAcls: new Map(),
  ruleGroups: new Map(),
  ipSets: new Map(),
  regexPatternSets: new Map(),
  associations: new Map(),
  logging: new Map(),
};
