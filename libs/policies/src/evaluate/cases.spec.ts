import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { PolicyDocument } from '../document.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import type { ContextValue } from './context.ts';
import { decide } from './decide.ts';
import type { Verdict } from './decision.ts';
import { explain } from './explain.ts';
import type { PolicySet } from './policy-set.ts';
import { compilePolicy } from './policy.ts';
import type { AccessRequest } from './request.ts';

/** A document, or its statements if the version is 2012-10-17. */
type Doc = PolicyDocument | readonly Statement[];

/** One line of `cases/<topic>.json`: policies, a call, and AWS's verdict with the statement that decides. */
interface Case {
  readonly name: string;
  readonly identity?: readonly Doc[];
  readonly resource?: Doc;
  readonly boundary?: Doc;
  readonly session?: Doc;
  readonly endpoint?: Doc;
  readonly scps?: readonly (readonly Doc[])[];
  readonly rcps?: readonly (readonly Doc[])[];
  /** A key of `cases/callers.json`; `context` is added to that caller's, `without` taken away. */
  readonly caller: string;
  readonly action: string;
  readonly on: string;
  readonly owner?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly without?: readonly string[];
  readonly verdict: Verdict;
  readonly by?: string;
  readonly why?: string;
}

const folder = new URL('./cases/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const callers = read('callers.json') as Record<string, { principal: string; context: Record<string, ContextValue> }>;
const topics = readdirSync(folder).filter((file) => file !== 'callers.json');

test('every topic is there', () => {
  expect(topics).toHaveLength(20);
  expect(topics.flatMap((topic) => read(topic) as Case[])).toHaveLength(321);
});

describe.each(topics)('%s', (topic) => {
  test.each((read(topic) as Case[]).map((line) => [line.name, line] as const))('%s', (_, line) => {
    const request = requestOf(line);
    const policies = policiesOf(line);
    const decision = decide(request, policies);
    expect(decision.verdict).toBe(line.verdict);
    expect(decision.decidedBy && `${decision.decidedBy.policy} ${decision.decidedBy.statement}`).toBe(line.by);

    const explanation = explain(request, policies);
    expect(explanation.decision).toEqual(decision);
    for (const named of [request.principal, request.action, request.resource.arn])
      expect(explanation.sentence).toContain(named);
    if (decision.decidedBy) expect(explanation.sentence).toContain(decision.decidedBy.statement);
  });
});

function requestOf({ caller, action, on, owner = '111122223333', context = {}, without = [] }: Case): AccessRequest {
  const base = callers[caller];
  if (base === undefined) throw new Error(`No caller "${caller}" in callers.json`);
  const kept = Object.entries(base.context).filter(([key]) => !without.includes(key));
  return {
    principal: base.principal,
    action,
    resource: { arn: on, accountId: owner },
    context: { ...Object.fromEntries(kept), ...context },
  };
}

function policiesOf(line: Case): PolicySet {
  const compile = (doc: Doc, name: string, kind: PolicyKind) =>
    compilePolicy('Statement' in doc ? doc : { Version: '2012-10-17', Statement: doc }, { name, kind });
  const { resource, boundary, session, endpoint, scps, rcps } = line;
  const levels = (documents: readonly (readonly Doc[])[], kind: 'scp' | 'rcp') =>
    documents.map((level, depth) => level.map((doc, index) => compile(doc, `${kind} ${depth}.${index}`, kind)));
  return {
    identity: (line.identity ?? []).map((doc, index) => compile(doc, `identity ${index}`, 'identity')),
    ...(resource && { resource: compile(resource, 'resource', resourceKind(line.action)) }),
    ...(boundary && { boundary: compile(boundary, 'boundary', 'boundary') }),
    ...(session && { session: [compile(session, 'session', 'session')] }),
    ...(endpoint && { endpoint: compile(endpoint, 'endpoint', 'endpoint') }),
    ...(scps && { scps: levels(scps, 'scp') }),
    ...(rcps && { rcps: levels(rcps, 'rcp') }),
  };
}

function resourceKind(action: string): PolicyKind {
  if (action.startsWith('kms:')) return 'key';
  if (action === 'sts:AssumeRole') return 'trust';
  return action.startsWith('s3:') ? 'bucket' : 'resource';
}
