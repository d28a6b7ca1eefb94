import type { NameRule } from '../model.ts';
import { unknownValue } from '../protocol/signatures.ts';
import { generateId } from './identity.ts';

const randomLength = 7;

/**
 * `<logical name>-<7 hex>` like Pulumi's bridge (pkg/tfbridge/info/autonaming.go). A name that would be too long is an error
 * there and here: it is not cut.
 */
export function generateName(
  rule: NameRule,
  logicalName: string,
  identity: string,
  issues: string[],
): string | undefined {
  const prefix = `${rule.lowerCase === true ? logicalName.toLowerCase() : logicalName}-`;
  if (prefix.length + randomLength > rule.maxLength) {
    issues.push(
      `${rule.property}: name '${prefix}' plus ${randomLength} random chars is longer than maximum length ${rule.maxLength}`,
    );
    return undefined;
  }
  const name = generateId(identity, prefix, randomLength);
  checkName(rule, name, issues);
  return name;
}

/** The limits of a physical name, in the words Terraform's provider uses for them. */
export function checkName(rule: NameRule, name: string, issues: string[]): void {
  if (name === unknownValue) return;
  if (name.length > rule.maxLength || name === '') {
    issues.push(`expected length of ${rule.property} to be in the range (1 - ${rule.maxLength}), got ${name}`);
  } else if (rule.pattern !== undefined && !rule.pattern.test(name)) {
    issues.push(`invalid value for ${rule.property} (must match ${rule.pattern.source}): ${name}`);
  }
}
