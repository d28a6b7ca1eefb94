import type { Properties } from '@palisade/local-engine';
import { block, blocks, flag, number, text, texts } from '../../../kernel/properties.ts';

const invalid = (reason: string): string => `ValidationException: One or more parameter values were invalid: ${reason}`;

/**
 * What AWS, or the provider before it, refuses about a table.
 * Source: Amazon DynamoDB API Reference, CreateTable; DynamoDB Developer Guide, "Quotas in Amazon DynamoDB".
 */
export function tableProblems(inputs: Properties): readonly string[] {
  return [
    ...keyProblems(inputs),
    ...indexProblems(inputs),
    ...capacityProblems(inputs),
    ...streamProblems(inputs),
    ...otherProblems(inputs),
  ];
}

/** Names of the key attributes of a global index, from either way to declare them. */
export function globalIndexKeys(index: Properties): {
  readonly hash: string | undefined;
  readonly range: string | undefined;
} {
  const schemas = blocks(index, 'keySchemas');
  const named = (type: string): string | undefined =>
    schemas.filter((each) => text(each, 'keyType') === type).map((each) => text(each, 'attributeName'))[0];
  return { hash: named('HASH') ?? text(index, 'hashKey'), range: named('RANGE') ?? text(index, 'rangeKey') };
}

function keyProblems(inputs: Properties): readonly string[] {
  const hash = text(inputs, 'hashKey');
  const range = text(inputs, 'rangeKey');
  const attributes = blocks(inputs, 'attributes').map((each) => text(each, 'name') ?? '');
  if (hash === undefined) return [invalid('No Hash Key specified in schema.')];
  const used = new Set([
    hash,
    ...(range === undefined ? [] : [range]),
    ...blocks(inputs, 'globalSecondaryIndexes').flatMap((index) => {
      const keys = globalIndexKeys(index);
      return [keys.hash, keys.range].filter((each) => each !== undefined);
    }),
    ...blocks(inputs, 'localSecondaryIndexes').map((index) => text(index, 'rangeKey') ?? ''),
  ]);
  const list = (names: readonly string[]): string => `[${names.map((each) => JSON.stringify(each)).join(', ')}]`;
  const problems: string[] = [];
  const unused = attributes.filter((name) => !used.has(name));
  if (unused.length > 0) {
    problems.push(
      `all attributes must be indexed. Unused attributes: ${list(unused)} (${invalid(
        'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
      )})`,
    );
  }
  const undefinedKeys = [...used].filter((name) => !attributes.includes(name));
  if (undefinedKeys.length > 0) {
    problems.push(
      `all indexes must match a defined attribute. Unmatched indexes: ${list(undefinedKeys)} (${invalid(
        `Some index key attributes are not defined in AttributeDefinitions. Keys: [${undefinedKeys.join(', ')}], AttributeDefinitions: [${attributes.join(', ')}]`,
      )})`,
    );
  }
  if (new Set(attributes).size < attributes.length)
    problems.push(invalid('Cannot add duplicate attribute definitions'));
  if (hash === range)
    problems.push(invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name'));
  return problems;
}

function indexProblems(inputs: Properties): readonly string[] {
  const problems: string[] = [];
  const globals = blocks(inputs, 'globalSecondaryIndexes');
  const locals = blocks(inputs, 'localSecondaryIndexes');
  const names = [...globals, ...locals].map((index) => text(index, 'name') ?? '');
  for (const [at, name] of names.entries()) {
    if (!/^[A-Za-z0-9_.-]{3,255}$/.test(name)) {
      problems.push(
        `ValidationException: the index name '${name}' must be 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'.`,
      );
    }
    if (names.indexOf(name) < at) problems.push(invalid(`Duplicate index name: ${name}`));
  }
  if (globals.length > 20) problems.push(invalid('GlobalSecondaryIndex count exceeds the per-table limit of 20'));
  if (locals.length > 5) {
    problems.push(invalid('Number of LocalSecondaryIndexes exceeds per-table limit of 5'));
  }
  if (locals.length > 0 && text(inputs, 'rangeKey') === undefined) {
    problems.push(
      invalid('Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex'),
    );
  }
  for (const index of globals) problems.push(...globalKeyProblems(index));
  for (const index of [...globals, ...locals]) problems.push(...projectionProblems(index));
  const projected = [...globals, ...locals].flatMap((index) => texts(index, 'nonKeyAttributes'));
  if (projected.length > 100) {
    problems.push(invalid('Number of total projected attributes for all indexes exceeds the limit of 100'));
  }
  return problems;
}

function globalKeyProblems(index: Properties): readonly string[] {
  const name = text(index, 'name') ?? '';
  const schemas = blocks(index, 'keySchemas');
  const { hash } = globalIndexKeys(index);
  const problems: string[] = [];
  if (hash === undefined) problems.push(invalid(`No Hash Key specified in schema for index: ${name}`));
  if (schemas.length > 0 && (text(index, 'hashKey') !== undefined || text(index, 'rangeKey') !== undefined)) {
    problems.push(`The index ${name} has keySchemas and hashKey or rangeKey: use keySchemas only.`);
  }
  for (const type of ['HASH', 'RANGE']) {
    if (schemas.filter((each) => text(each, 'keyType') === type).length < 2) continue;
    problems.push(
      `The local cloud does not support keys of several attributes: the index ${name} has more than one of type ${type}.`,
    );
  }
  return problems;
}

function projectionProblems(index: Properties): readonly string[] {
  const type = text(index, 'projectionType');
  const attributes = texts(index, 'nonKeyAttributes');
  if (type === 'INCLUDE' && attributes.length === 0) {
    return [invalid('ProjectionType is INCLUDE, but NonKeyAttributes is not specified')];
  }
  if (type !== 'INCLUDE' && attributes.length > 0) {
    return [invalid(`ProjectionType is ${type}, but NonKeyAttributes is specified`)];
  }
  return new Set(attributes).size < attributes.length ? [invalid('Duplicate attribute in NonKeyAttributes')] : [];
}

function capacityProblems(inputs: Properties): readonly string[] {
  const provisioned = text(inputs, 'billingMode') !== 'PAY_PER_REQUEST';
  const problems: string[] = [];
  const places: readonly (readonly [string, Properties])[] = [
    ['table', inputs],
    ...blocks(inputs, 'globalSecondaryIndexes').map((each) => [`index ${text(each, 'name')}`, each] as const),
  ];
  for (const [where, place] of places) {
    for (const property of ['readCapacity', 'writeCapacity']) {
      const units = number(place, property);
      if (provisioned && (units === undefined || units < 1)) {
        problems.push(`${property} of the ${where} must be > 0 when billing mode is PROVISIONED.`);
      }
      if (!provisioned && units !== undefined && units > 0) {
        problems.push(
          invalid(
            `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST (${where})`,
          ),
        );
      }
    }
    if (provisioned && block(place, 'onDemandThroughput') !== undefined) {
      problems.push(invalid(`OnDemandThroughput needs the BillingMode PAY_PER_REQUEST (${where})`));
    }
    problems.push(...limitProblems(where, place));
  }
  return problems;
}

/** Limits of on-demand tables, and what a table has ready at once. */
const limits = [
  ['onDemandThroughput', 'maxReadRequestUnits', 1],
  ['onDemandThroughput', 'maxWriteRequestUnits', 1],
  ['warmThroughput', 'readUnitsPerSecond', 12_000],
  ['warmThroughput', 'writeUnitsPerSecond', 4_000],
] as const;

function limitProblems(where: string, place: Properties): readonly string[] {
  return limits.flatMap(([name, property, least]) => {
    const units = number(block(place, name) ?? {}, property);
    const unlimited = name === 'onDemandThroughput' && units === -1;
    return units === undefined || unlimited || units >= least
      ? []
      : [`expected ${name}.${property} of the ${where} to be at least (${least}), got ${units}`];
  });
}

function streamProblems(inputs: Properties): readonly string[] {
  const view = text(inputs, 'streamViewType') ?? '';
  if (flag(inputs, 'streamEnabled') && view === '') return ['streamViewType is required when streamEnabled is true.'];
  return !flag(inputs, 'streamEnabled') && view !== ''
    ? [invalid('Table is being created with a stream disabled, but StreamViewType is specified')]
    : [];
}

function otherProblems(inputs: Properties): readonly string[] {
  const problems: string[] = [];
  const ttl = block(inputs, 'ttl');
  if (ttl !== undefined && flag(ttl, 'enabled') && (text(ttl, 'attributeName') ?? '') === '') {
    problems.push('ttl: attributeName is required when enabled is true.');
  }
  const recovery = block(inputs, 'pointInTimeRecovery');
  const days = recovery && number(recovery, 'recoveryPeriodInDays');
  if (days !== undefined && (days < 1 || days > 35)) {
    problems.push(invalid(`recoveryPeriodInDays: ${days} is not between 1 and 35`));
  }
  const encryption = block(inputs, 'serverSideEncryption');
  if (encryption !== undefined && !flag(encryption, 'enabled') && (text(encryption, 'kmsKeyArn') ?? '') !== '') {
    problems.push(invalid('KMSMasterKeyId can only be specified when SSEEnabled is true'));
  }
  return problems;
}
