import { text } from '../../../kernel/properties.ts';
import { ApplyError, type CloudView } from '../../../kernel/service.ts';
import { LOG_DATA_PROTECTION_POLICY } from '../resources/log-data-protection-policy.ts';
import { readPolicyDocument } from './policy-document.ts';

/**
 * Policy documents of all stacks, by `region:group`. Throws ApplyError for a policy whose group or findings destination does not exist, and for
 * the second one of a group. Source: CloudWatch Logs API Reference, PutDataProtectionPolicy.
 */
export function declaredPolicies(
  view: CloudView,
  exists: (region: string, group: string) => boolean,
): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  const problems: { urn: string; message: string }[] = [];
  for (const { resource } of view.ofType(LOG_DATA_PROTECTION_POLICY)) {
    const { outputs, urn } = resource;
    const region = text(outputs, 'region') ?? '';
    const group = text(outputs, 'logGroupName') ?? '';
    const document = text(outputs, 'policyDocument') ?? '';
    const { findingsGroup = group } = readPolicyDocument(document);
    for (const name of new Set([group, findingsGroup])) {
      if (exists(region, name)) continue;
      const message = `ResourceNotFoundException: The specified log group does not exist. (${name} in ${region})`;
      problems.push({ urn, message });
    }
    const key = `${region}:${group}`;
    if (documents.has(key)) problems.push({ urn, message: `${group} has another data protection policy already.` });
    documents.set(key, document);
  }
  if (problems.length > 0) throw new ApplyError(problems);
  return documents;
}
