import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accessHtml, escape } from './access-html.ts';
import { groupAnswers, labelOf } from './access-report.ts';
import type { AccessLine, AccessPath, AccessReport } from './access-report.ts';
import { accessLines, accessTable } from './access-table.ts';

const bucket = ['arn:aws:s3:', '', 'docs'].join(':');
const objects = `${bucket}/*`;
const key = ['arn:aws:kms:us-east-1:111122223333:', 'key/k'].join('');
const encrypted = {
  's3:x-amz-server-side-encryption': 'aws:kms',
  's3:x-amz-server-side-encryption-aws-kms-key-id': key,
};
const allows = { policy: 'p', kind: 'identity', statement: 'Write' } as const;
const denies = { policy: 'policy of bucket docs', kind: 'bucket', statement: 'OnlyInside' } as const;

const answer = (action: string, path: string, more: Partial<AccessLine> = {}): AccessLine => ({
  principal: 'writer',
  action,
  resource: objects,
  path,
  verdict: 'Allowed',
  decidedBy: allows,
  ...more,
});

const path = (
  name: string,
  label: string,
  endpoint: string | null = null,
  asking: string | null = null,
): AccessPath => ({
  name,
  label,
  endpoint,
  asking,
  context: {},
});

const report = (answers: readonly AccessLine[], actions: readonly string[] = []): AccessReport => ({
  stack: 'dev',
  accountId: '111122223333',
  paths: [
    path('direct', 'no endpoint'),
    path('vpce-1', 'vpce-1', 'vpce-1'),
    ...['no encryption', 'AES-256', 'another key'].map((asking) =>
      path(`vpce-1 asking for ${asking}`, `vpce-1 asking for ${asking}`, 'vpce-1', asking),
    ),
  ],
  principals: [
    { name: 'writer', principal: 'writer', own: true },
    { name: 'idle', principal: 'idle', own: true },
    { name: 'guest', principal: 'guest', own: false },
  ],
  resources: [
    { name: objects, arn: `${bucket}/x`, actions, context: encrypted },
    { name: key, arn: key, actions: [], context: { 'kms:ResourceAliases': ['alias/docs'] } },
  ],
  answers,
});

describe('answers', () => {
  test('that differ in action or path only are one group', () => {
    const groups = groupAnswers([
      answer('s3:GetObject', 'direct'),
      answer('s3:PutObject', 'direct'),
      answer('s3:GetObject', 'vpce-1'),
      answer('s3:PutObject', 'vpce-1'),
    ]);
    expect(groups).toMatchObject([{ paths: ['direct', 'vpce-1'], actions: ['s3:GetObject', 's3:PutObject'] }]);
  });

  test('that another statement gave, or for other actions, are not', () => {
    const groups = groupAnswers([
      answer('s3:GetObject', 'direct'),
      answer('s3:PutObject', 'direct', { verdict: 'ExplicitlyDenied', decidedBy: denies }),
      answer('s3:GetObject', 'vpce-1'),
      answer('s3:PutObject', 'vpce-1'),
    ]);
    expect(groups.map(({ actions, paths, verdict }) => [verdict, actions.length, paths.length])).toEqual([
      ['Allowed', 1, 1],
      ['ExplicitlyDenied', 1, 1],
      ['Allowed', 2, 1],
    ]);
  });
});

test.each([
  [objects, 's3 docs/*'],
  ['*', '(no resource of this stack)'],
  ['arn:aws:logs:us-east-1:111122223333:log-group:/a:log-stream:*', 'logs /a (streams)'],
  ['arn:aws:logs:us-east-1:111122223333:log-group:/a', 'logs /a'],
  ['arn:aws:lambda:us-east-1:111122223333:function:f', 'lambda f'],
  ['arn:aws:iam::111122223333:role/team/r', 'iam role/team/r'],
])('%s is called %s', (arn, label) => {
  expect(labelOf(arn)).toBe(label);
});

/** The table without the colours that a runner may force upon it. */
const plain = (shown: AccessReport): string => stripVTControlCharacters(accessTable(shown).join('\n'));

describe('the table', () => {
  const table = (...answers: AccessLine[]): string => plain(report(answers));

  test('shows what each principal may do, by which statement, through which endpoint', () => {
    expect(table(answer('s3:PutObject', 'vpce-1'))).toMatch(
      /because of +through +may\n  s3 docs\/\*.*\n    Write \(identity\) +vpce-1 +s3:PutObject\n/,
    );
    expect(table(answer('s3:PutObject', 'direct'))).toMatch(/Write \(identity\) +no endpoint +s3:PutObject/);
  });

  test("says which encryption is asked for: the bucket's own", () => {
    const shown = table(answer('s3:PutObject', 'vpce-1'));
    expect(shown).toContain("ask for each bucket's own encryption");
    expect(shown).toContain('s3 docs/*, encrypted with alias/docs');
    const aes = report([answer('s3:PutObject', 'vpce-1')]);
    const [first] = aes.resources;
    const resources = first ? [{ ...first, context: { 's3:x-amz-server-side-encryption': 'AES256' } }] : [];
    expect(plain({ ...aes, resources })).toContain('s3 docs/*, encrypted with AES-256');
  });

  test('says by which statement a put that asks for another one is denied', () => {
    const asking = (encryption: string, statement: string): AccessLine =>
      answer('s3:PutObject', `vpce-1 asking for ${encryption}`, {
        verdict: 'ExplicitlyDenied',
        decidedBy: { ...denies, statement },
      });
    const refused = [asking('no encryption', 'Kms'), asking('AES-256', 'Kms'), asking('another key', 'Key')];
    const shown = table(answer('s3:PutObject', 'vpce-1'), ...refused);
    expect(shown).toMatch(/Kms \(bucket\) +vpce-1 asking for no encryption or AES-256 +not s3:PutObject/);
    expect(shown).toMatch(/Key \(bucket\) +vpce-1 asking for another key +not s3:PutObject/);
    // Who may not put at all is not told about encryption.
    const nothing = answer('s3:PutObject', 'vpce-1', { verdict: 'ExplicitlyDenied', decidedBy: denies });
    const reads = answer('s3:GetObject', 'vpce-1');
    expect(table(reads, nothing, ...refused)).not.toContain('not s3:PutObject');
  });

  test('is readable in 120 columns, however long names are', () => {
    const long = `via s3 for ${'documents-of-everybody/'.repeat(12)}`;
    const wide = report([answer('s3:PutObject', long, { decidedBy: { ...allows, statement: 'S'.repeat(90) } })]);
    const lines = plain({ ...wide, paths: [path(long, long)] }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(lines.join('').replaceAll(/\s/g, '')).toContain('s3:PutObject');
  });

  test('counts what is denied, by statement', () => {
    const denied = answer('s3:GetObject', 'direct', { verdict: 'ExplicitlyDenied', decidedBy: denies });
    const { decidedBy: _, ...silent } = answer('s3:DeleteObject', 'direct', { verdict: 'ImplicitlyDenied' });
    expect(table(answer('s3:PutObject', 'vpce-1'), denied, { ...silent, missing: 'identity-or-resource' })).toContain(
      'denied: 2; by OnlyInside 1×',
    );
  });

  test('says who may do nothing, and leaves out those of other stacks who may not', () => {
    expect(table(answer('s3:PutObject', 'vpce-1'))).toContain('idle may do nothing');
    expect(table(answer('s3:PutObject', 'vpce-1'))).not.toContain('guest');
    expect(table(answer('s3:PutObject', 'vpce-1'))).toContain('1 role of other stacks may do nothing here.');
    expect(table(answer('s3:PutObject', 'vpce-1', { principal: 'guest' }))).toContain('guest (of another stack)');
  });

  test('counts many actions instead of listing them, and names the few that are missing', () => {
    const actions = Array.from({ length: 20 }, (_, index) => `s3:Action${index}`);
    const shown = (count: number): string =>
      plain(
        report(
          actions.slice(0, count).map((action) => answer(action, 'direct')),
          actions,
        ),
      );
    expect(shown(20)).toContain('all 20 actions asked about');
    expect(shown(19)).toContain('all 20 actions asked about but s3:Action19');
    expect(shown(10)).toContain('10 of 20 actions asked about');
    expect(shown(2)).toMatch(/ s3:Action0 s3:Action1$/m);
  });
});

test('every answer has a line of its own, which says all of it', () => {
  const blocked = { policy: 'policy of vpce-1', kind: 'endpoint' } as const;
  const { decidedBy: _, ...silent } = answer('s3:GetObject', 'vpce-1', { verdict: 'ImplicitlyDenied' });
  expect(
    accessLines(
      report([
        answer('s3:PutObject', 'vpce-1'),
        answer('s3:PutObject', 'direct', { verdict: 'ExplicitlyDenied', decidedBy: denies }),
        { ...silent, missing: 'endpoint', blockedBy: blocked },
      ]),
    ),
  ).toEqual([
    `allowed  writer  s3:PutObject  ${objects}  vpce-1  Write of p`,
    `DENIED   writer  s3:PutObject  ${objects}  no endpoint  OnlyInside of policy of bucket docs`,
    `denied   writer  s3:GetObject  ${objects}  vpce-1  policy of vpce-1 does not allow it`,
  ]);
});

describe('the page', () => {
  test('escapes whatever a name may hold', () => {
    const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ' ', '/', '=') });
    fc.assert(
      fc.property(text, (name) => {
        const escaped = escape(name);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
    );
    const evil = `<script>alert('"&')</script>`;
    const line = answer(evil, 'direct', { principal: evil, resource: evil, decidedBy: { ...allows, statement: evil } });
    const page = accessHtml({
      ...report([line]),
      stack: evil,
      paths: [path('direct', evil)],
      principals: [{ name: evil, principal: evil, own: true }],
    });
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
  });

  test('needs nothing from elsewhere and holds every answer', () => {
    const page = accessHtml(report([answer('s3:PutObject', 'vpce-1'), answer('s3:GetObject', 'direct')]));
    expect(page).not.toMatch(/(src|href)=|https?:\/\//);
    for (const word of [
      's3:PutObject',
      's3:GetObject',
      'vpce-1',
      'no endpoint',
      'Write of p',
      'alias/docs',
      'may do nothing',
    ])
      expect(page).toContain(word);
  });
});
