import { formatArn, parseArn } from '@palisade/policies';

export interface WafPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

export type EntityKind = 'webacl' | 'ipset' | 'regexpatternset' | 'rulegroup';

/** `arn:…:wafv2:REGION:ACCOUNT:regional/KIND/NAME/ID`. Source: Service Authorization Reference, AWS WAF V2. */
export function entityArn(
  { partition, region, accountId }: WafPlace,
  kind: EntityKind,
  name: string,
  id: string,
): string {
  const resource = `regional/${kind}/${name}/${id}`;
  return formatArn({ partition, service: 'wafv2', region, account: accountId, resource });
}

/** AWS's managed rule groups as permissions name them: they belong to no account. */
export function managedRuleGroupArn({ partition, region }: WafPlace, vendor: string, name: string): string {
  const resource = `regional/managedruleset/${vendor === 'AWS' ? '' : `${vendor}/`}${name}`;
  return formatArn({ partition, service: 'wafv2', region, account: '', resource });
}

/** Name and id in an ARN of that kind; undefined for any other text. */
export function entityOf(arn: string, kind: EntityKind): { readonly name: string; readonly id: string } | undefined {
  const { resource = '', service } = parseArn(arn) ?? {};
  const [scope, found, name, id, more] = resource.split('/');
  if (service !== 'wafv2' || scope !== 'regional' || found !== kind || more !== undefined) return undefined;
  return name === undefined || id === undefined ? undefined : { name, id };
}
