import { crc32 } from 'node:zlib';
import { list, object, oneOf, required, string, type FunctionModel, type Properties } from '@palisade/local-engine';
import { blocks, text, texts } from '../../../kernel/properties.ts';
import { mergeDocuments, type JsonDocument, type JsonStatement } from './merge-documents.ts';

const principals = list(object({ type: required(string), identifiers: required(list(string)) }));
const statement = object({
  sid: string,
  effect: oneOf('Allow', 'Deny'),
  actions: list(string),
  notActions: list(string),
  resources: list(string),
  notResources: list(string),
  principals,
  notPrincipals: principals,
  conditions: list(object({ test: required(string), variable: required(string), values: required(list(string)) })),
});

/** Builds a policy document from arguments, as the provider's data source does: same order of elements and of list members. */
export const getPolicyDocument: FunctionModel = {
  token: 'aws:iam/getPolicyDocument:getPolicyDocument',
  inputs: object({
    policyId: string,
    version: oneOf('2012-10-17', '2008-10-17'),
    statements: list(statement),
    sourcePolicyDocuments: list(string),
    overridePolicyDocuments: list(string),
  }),
  invoke(args) {
    const version = text(args, 'version') ?? '2012-10-17';
    const id = text(args, 'policyId');
    const own: JsonDocument = {
      Version: version,
      ...(id !== undefined && { Id: id }),
      Statement: blocks(args, 'statements').map((each) => readStatement(each, version)),
    };
    checkSids('statements', own.Statement ?? []);
    const sources = texts(args, 'sourcePolicyDocuments').map((source, index) =>
      parse(source, `source document ${index}`),
    );
    checkSids(
      'source_policy_documents',
      sources.flatMap(({ Statement = [] }) => Statement),
    );
    const overrides = texts(args, 'overridePolicyDocuments').map((each, index) =>
      parse(each, `override document ${index}`),
    );
    const merged = mergeDocuments([...sources, own, ...overrides]);
    const json = JSON.stringify(merged, undefined, 2);
    return { ...args, version, id: String(crc32(json)), json, minifiedJson: JSON.stringify(merged) };
  },
};

function readStatement(block: Properties, version: string): JsonStatement {
  const sid = text(block, 'sid');
  const conditions = blocks(block, 'conditions');
  const read = (name: string): string | string[] | undefined => listed(texts(block, name), version);
  return withoutUndefined({
    Sid: sid === '' ? undefined : sid,
    Effect: text(block, 'effect') ?? 'Allow',
    Action: read('actions'),
    NotAction: read('notActions'),
    Resource: read('resources'),
    NotResource: read('notResources'),
    Principal: readPrincipals(blocks(block, 'principals'), version),
    NotPrincipal: readPrincipals(blocks(block, 'notPrincipals'), version),
    Condition: conditions.length === 0 ? undefined : readConditions(conditions, version),
  });
}

function readPrincipals(entries: readonly Properties[], version: string): JsonStatement[string] {
  if (entries.length === 0) return undefined;
  const [only] = entries;
  if (
    entries.length === 1 &&
    only !== undefined &&
    text(only, 'type') === '*' &&
    texts(only, 'identifiers').join() === '*'
  )
    return '*';
  const byType = Map.groupBy(entries, (entry) => text(entry, 'type') ?? '');
  return Object.fromEntries(
    [...byType].sort(byKey).map(([type, same]) => [
      type,
      listed(
        same.flatMap((entry) => texts(entry, 'identifiers')),
        version,
      ) ?? [],
    ]),
  );
}

function readConditions(entries: readonly Properties[], version: string): JsonStatement[string] {
  const byTest = Map.groupBy(entries, (entry) => text(entry, 'test') ?? '');
  return Object.fromEntries(
    [...byTest].sort(byKey).map(([test, same]) => {
      const byVariable = Map.groupBy(same, (entry) => text(entry, 'variable') ?? '');
      const keys = [...byVariable].sort(byKey).map(([variable, each]) => {
        const values = each.flatMap((entry) => texts(entry, 'values')).map((value) => withVariables(value, version));
        return [variable, values.length === 1 ? values[0] : values];
      });
      return [test, Object.fromEntries(keys)];
    }),
  );
}

/** A single value stands alone; several are sorted backwards, as the provider does. */
function listed(values: readonly string[], version: string): string | string[] | undefined {
  const read = [...new Set(values)].map((value) => withVariables(value, version));
  return read.length > 1 ? read.sort().reverse() : read[0];
}

/** `&{aws:username}` stands for `${aws:username}`, which programs could not write. */
function withVariables(value: string, version: string): string {
  if (!value.includes('&{')) return value;
  if (version === '2008-10-17')
    throw new Error(`found &{ sequence in (${value}), which is not supported in document version 2008-10-17`);
  return value.replaceAll('&{', '${');
}

function checkSids(where: string, statements: readonly JsonStatement[]): void {
  const seen = new Set<unknown>();
  for (const { Sid } of statements) {
    if (typeof Sid !== 'string' || Sid === '') continue;
    if (seen.has(Sid)) throw new Error(`duplicate Sid (${Sid}) in ${where}. Remove the Sid or ensure Sids are unique.`);
    seen.add(Sid);
  }
}

function parse(source: string, what: string): JsonDocument {
  try {
    const document = JSON.parse(source) as JsonDocument & {
      readonly Statement?: JsonStatement | readonly JsonStatement[];
    };
    const { Statement } = document;
    return Statement === undefined || Array.isArray(Statement)
      ? document
      : { ...document, Statement: [Statement as JsonStatement] };
  } catch {
    throw new Error(`writing IAM Policy Document: merging ${what}: it is not JSON`);
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutUndefined(statement: JsonStatement): JsonStatement {
  return Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined));
}
