import type { ConfigReader } from '../../config-reader.ts';
import { roleOrUserArns } from '../iam-arns.ts';

/** The keys an auditor stack may set beside the shared ones. */
export interface AuditorSettings {
  /** The stack whose logs are read: its name, or `organization/project/stack`. */
  readonly auditedStack: string;
  /** `required`: the role is taken with a second factor not older than an hour. `off`: for sign-ins that check it themselves. */
  readonly auditorMfa: 'required' | 'off';
  /** Who may take the role; the deployer, when empty. */
  readonly auditorArns: readonly string[];
}

export function readAuditorSettings(reader: ConfigReader): AuditorSettings {
  return {
    auditedStack: reader.text('palisade:auditedStack', {
      pattern: /^([\w.-]+\/[\w.-]+\/)?[\w.-]+$/,
      must: 'the name of a stack, or organization/project/stack',
      example: 'documents-dev',
    }),
    auditorMfa: reader.choice('palisade:auditorMfa', ['required', 'off'], 'required'),
    auditorArns: reader.list('palisade:auditorArns', roleOrUserArns),
  };
}
