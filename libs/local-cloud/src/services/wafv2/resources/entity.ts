import { oneOf, refused, required, type ModelContext, type NameRule, type Properties } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { entityArn, type EntityKind } from '../arn.ts';

/** What everything has that AWS WAF calls an entity: a name in its scope, an id, an ARN and a token of its state. */
export const entityInputs = {
  namePrefix: refused('give a name, or leave both out'),
  scope: required(oneOf('REGIONAL')),
};

export const entityName: NameRule = { property: 'name', maxLength: 128, pattern: /^[\w-]{1,128}$/, automatic: true };

/** Id and computed outputs. */
export function entityOutputs(
  inputs: Properties,
  context: ModelContext,
  kind: EntityKind,
): {
  readonly id: string;
  readonly outputs: { readonly arn: string; readonly lockToken: string; readonly namePrefix: string };
} {
  const id = uuid(context, '');
  const arn = entityArn(context, kind, text(inputs, 'name') ?? '', id);
  return { id, outputs: { arn, lockToken: uuid(context, '0'), namePrefix: '' } };
}

function uuid(context: ModelContext, salt: string): string {
  const digits = context.id(salt, 32).slice(salt.length);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

export function descriptionProblems(inputs: Properties): string[] {
  const description = text(inputs, 'description');
  return description === undefined || /^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]{0,255}$/.test(description)
    ? []
    : ['invalid value for description (must match ^[\\w+=:#@/\\-,\\.][\\w+=:#@/\\-,\\.\\s]+[\\w+=:#@/\\-,\\.]$)'];
}
