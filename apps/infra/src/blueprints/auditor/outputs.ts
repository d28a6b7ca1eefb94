import type { Input } from '@pulumi/pulumi';

/** What an auditor stack tells its users. Nothing here is secret. */
export interface AuditorOutputs {
  readonly region: Input<string>;
  readonly accountId: Input<string>;
  readonly auditedStack: Input<string>;
  /** The role to take. */
  readonly auditorRoleArn: Input<string>;
  readonly auditorPolicyArn: Input<string>;
  /** Whether the role is taken with a second factor. */
  readonly auditorMfa: Input<string>;
  /** All that the role can read. */
  readonly logGroupNames: Input<Input<string>[]>;
}
