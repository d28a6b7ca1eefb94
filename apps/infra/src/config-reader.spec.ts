import { describe, expect, test } from '@jest/globals';
import { ConfigError, ConfigReader } from './config-reader.ts';

function reader(values: Readonly<Record<string, string>>): ConfigReader {
  return new ConfigReader('documents-dev', (key) => values[key]);
}

function problemsOf(values: Readonly<Record<string, string>>, read: (reader: ConfigReader) => void): readonly string[] {
  const under = reader(values);
  read(under);
  try {
    under.finish();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const suffix = { pattern: /^[a-z]+$/, must: 'lower-case letters', example: 'dev' };

describe('a missing key', () => {
  test('names the key, the file and the line to add', () => {
    expect(problemsOf({}, (config) => config.text('palisade:suffix', suffix))).toEqual([
      'palisade:suffix is missing from Pulumi.documents-dev.yaml. It must be lower-case letters; add `palisade:suffix: dev`.',
    ]);
  });

  test('is no problem when there is a fallback', () => {
    expect(reader({}).text('palisade:suffix', { ...suffix, fallback: 'x' })).toBe('x');
    expect(problemsOf({}, (config) => config.text('palisade:suffix', { ...suffix, fallback: 'x' }))).toEqual([]);
  });
});

describe('a wrong value', () => {
  test('names the value, the rule and an example', () => {
    expect(problemsOf({ 'palisade:suffix': 'Dev' }, (config) => config.text('palisade:suffix', suffix))).toEqual([
      'palisade:suffix in Pulumi.documents-dev.yaml is "Dev". It must be lower-case letters, such as `palisade:suffix: dev`.',
    ]);
  });

  test.each(['', 'three', '2.5', '0', '11'])('integer %j is refused', (value) => {
    const question = { min: 1, max: 10, fallback: 5, must: '1 to 10' };
    expect(problemsOf({ 'palisade:n': value }, (config) => config.integer('palisade:n', question))).toHaveLength(1);
  });

  test('integers in range are read', () => {
    expect(reader({ 'palisade:n': '10' }).integer('palisade:n', { min: 1, max: 10, must: '1 to 10' })).toBe(10);
  });

  test('a choice lists what there is', () => {
    const [problem] = problemsOf({ 'palisade:target': 'azure' }, (config) =>
      config.choice('palisade:target', ['local', 'aws']),
    );
    expect(problem).toContain('must be one of local, aws');
  });

  test.each(['a', '{}', '[1]', '["B"]'])('list %j is refused', (value) => {
    const question = { pattern: /^[a-z]$/, must: 'letters', example: 'a' };
    expect(problemsOf({ 'palisade:l': value }, (config) => config.list('palisade:l', question))).toHaveLength(1);
    expect(reader({ 'palisade:l': '["b","c"]' }).list('palisade:l', question)).toEqual(['b', 'c']);
  });
});

describe('a secret', () => {
  const question = { pattern: /^[0-9a-f]{4}$/, must: 'four hex digits' };

  test('is read', () => {
    expect(reader({ 'palisade:s': 'beef' }).secret('palisade:s', question)).toBe('beef');
  });

  test.each([
    ['missing', {}, 'palisade:s is missing from Pulumi.documents-dev.yaml.'],
    ['wrong', { 'palisade:s': 'hunter2' }, 'palisade:s is wrong in Pulumi.documents-dev.yaml.'],
  ])('that is %s is refused, with how to set it and without quoting it', (_, values, beginning) => {
    expect(problemsOf(values, (config) => config.secret('palisade:s', question))).toEqual([
      `${beginning} It must be four hex digits: \`pulumi config set --secret palisade:s\`.`,
    ]);
  });
});

test('every problem is reported at once', () => {
  const problems = problemsOf({ 'palisade:n': 'x' }, (config) => {
    config.text('palisade:suffix', suffix);
    config.integer('palisade:n', { min: 1, max: 2, must: '1 or 2' });
    config.choice('palisade:target', ['local', 'aws']);
  });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'palisade:suffix',
    'palisade:n',
    'palisade:target',
  ]);
});
