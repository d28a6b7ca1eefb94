import { isDeepStrictEqual } from 'node:util';
import { parseArn } from '@palisade/policies';
import type { Detector } from './detector.ts';
import { customIdentifier } from './identifiers/custom.ts';
import { managedNames } from './identifiers/managed-names.ts';
import { managed } from './identifiers/managed.ts';
import { PolicyDocumentError } from './policy-error.ts';

/** A data protection policy in the form in which it works. */
export interface DataProtectionPolicy {
  readonly name: string;
  readonly detectors: readonly Detector[];
  /** Log group that gets the findings. */
  readonly findingsGroup: string | undefined;
}

const MOST_CHARACTERS = 30_720;
const VERSION = '2021-06-01';
const MOST_CUSTOM = 10;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document. Throws PolicyDocumentError for what AWS would refuse and for what the local cloud cannot do.
 * Source: CloudWatch Logs API Reference, PutDataProtectionPolicy; User Guide, "Understanding data protection policies".
 */
export function readPolicyDocument(text: string): DataProtectionPolicy {
  if (text.length > MOST_CHARACTERS)
    throw new PolicyDocumentError(`it has ${text.length} characters of ${MOST_CHARACTERS}`);
  const document = parse(text);
  only(document, 'the policy', ['Name', 'Description', 'Version', 'Configuration', 'Statement']);
  const name = string(document, 'Name', 'the policy');
  if (document['Description'] !== undefined) string(document, 'Description', 'the policy');
  if (document['Version'] !== VERSION) throw new PolicyDocumentError(`its Version is to be '${VERSION}'`);
  const custom = readCustom(document['Configuration']);
  const [audit, deidentify] = readStatements(document['Statement']);
  const identifiers = strings(audit, 'DataIdentifier');
  if (!isDeepStrictEqual(new Set(identifiers), new Set(strings(deidentify, 'DataIdentifier'))))
    throw new PolicyDocumentError('the DataIdentifier lists of its two statements differ; they are to be the same');
  const detectors = [...new Set(identifiers)].map((identifier) => detectorOf(identifier, custom));
  return { name, detectors, findingsGroup: readDestination(audit['Operation'] as Json) };
}

function parse(text: string): Json {
  try {
    return asObject(JSON.parse(text), 'the policy');
  } catch (error) {
    if (error instanceof PolicyDocumentError) throw error;
    throw new PolicyDocumentError('it is not valid JSON');
  }
}

/** The statement that audits and the one that masks. */
function readStatements(value: unknown): readonly [Json, Json] {
  if (!Array.isArray(value) || value.length !== 2)
    throw new PolicyDocumentError('it is to have exactly two statements: one that audits and one that masks');
  const statements = value.map((statement) => asObject(statement, 'a statement'));
  for (const statement of statements) {
    only(statement, 'a statement', ['Sid', 'DataIdentifier', 'Operation']);
    if (statement['Sid'] !== undefined) string(statement, 'Sid', 'a statement');
    only(asObject(statement['Operation'], 'Operation'), 'Operation', ['Audit', 'Deidentify']);
  }
  const withOnly = (wanted: string) =>
    statements.filter(({ Operation }) => isDeepStrictEqual(Object.keys(Operation as Json), [wanted]));
  const [audit] = withOnly('Audit');
  const [deidentify] = withOnly('Deidentify');
  if (audit === undefined || deidentify === undefined)
    throw new PolicyDocumentError('one of its statements is to have the operation Audit, the other Deidentify');
  const mask = asObject((deidentify['Operation'] as Json)['Deidentify'], 'Deidentify');
  only(mask, 'Deidentify', ['MaskConfig']);
  only(asObject(mask['MaskConfig'], 'MaskConfig'), 'MaskConfig', []);
  return [audit, deidentify];
}

function readDestination(operation: Json): string | undefined {
  const audit = asObject(operation['Audit'], 'Audit');
  only(audit, 'Audit', ['FindingsDestination']);
  const destination = asObject(audit['FindingsDestination'], 'FindingsDestination');
  only(destination, 'FindingsDestination', ['CloudWatchLogs', 'Firehose', 'S3']);
  for (const refused of ['Firehose', 'S3']) {
    if (destination[refused] !== undefined)
      throw new PolicyDocumentError(
        `the local cloud does not deliver findings to ${refused}; use CloudWatchLogs in FindingsDestination`,
      );
  }
  if (destination['CloudWatchLogs'] === undefined) return undefined;
  const group = asObject(destination['CloudWatchLogs'], 'CloudWatchLogs');
  only(group, 'CloudWatchLogs', ['LogGroup']);
  return string(group, 'LogGroup', 'CloudWatchLogs');
}

/** Source: CloudWatch Logs User Guide, "Custom data identifiers". */
function readCustom(value: unknown): ReadonlyMap<string, Detector> {
  if (value === undefined) return new Map();
  const configuration = asObject(value, 'Configuration');
  only(configuration, 'Configuration', ['CustomDataIdentifier']);
  const list = configuration['CustomDataIdentifier'];
  if (!Array.isArray(list)) throw new PolicyDocumentError('CustomDataIdentifier is to be a list');
  if (list.length > MOST_CUSTOM)
    throw new PolicyDocumentError(`it has ${list.length} custom data identifiers of ${MOST_CUSTOM}`);
  const found = new Map<string, Detector>();
  for (const entry of list) {
    const each = asObject(entry, 'a custom data identifier');
    only(each, 'a custom data identifier', ['Name', 'Regex']);
    const name = string(each, 'Name', 'a custom data identifier');
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(name))
      throw new PolicyDocumentError(`the custom data identifier '${name}' is to have 1 to 128 of A-Z a-z 0-9 _ -`);
    if (managedNames.has(name) || found.has(name))
      throw new PolicyDocumentError(`the custom data identifier '${name}' has the name of another data identifier`);
    found.set(name, customIdentifier(name, string(each, 'Regex', `the custom data identifier '${name}'`)));
  }
  return found;
}

function detectorOf(identifier: string, custom: ReadonlyMap<string, Detector>): Detector {
  const arn = parseArn(identifier);
  const name = /^data-identifier\/(.+)$/.exec(arn?.resource ?? '')?.[1];
  const isManaged = arn?.service === 'dataprotection' && arn.region === '' && arn.account === 'aws';
  const known = isManaged ? managed.find((detector) => detector.name === name) : custom.get(identifier);
  if (known !== undefined) return known;
  if (isManaged && name !== undefined && managedNames.has(name))
    throw new PolicyDocumentError(
      `the local cloud does not support the data identifier ${name}, only ${managed.map((each) => each.name).join(', ')} and custom ones`,
    );
  throw new PolicyDocumentError(`there is no data identifier '${identifier}'`);
}

function asObject(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new PolicyDocumentError(`${what} is to be an object`);
}

function string(object: Json, member: string, what: string): string {
  const value = object[member];
  if (typeof value === 'string' && value !== '') return value;
  throw new PolicyDocumentError(`${member} of ${what} is to be a text`);
}

function strings(object: Json, member: string): readonly string[] {
  const value = object[member];
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string'))
    return value as readonly string[];
  throw new PolicyDocumentError(`${member} of a statement is to be a list of texts`);
}

function only(object: Json, what: string, members: readonly string[]): void {
  const other = Object.keys(object).find((member) => !members.includes(member));
  if (other !== undefined) throw new PolicyDocumentError(`${what} has no '${other}'`);
}
