import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  test('takes the suffix, and allows no origin unless told', () => {
    expect(readConfig({ ENVIRONMENT_SUFFIX: 'dev' })).toEqual({ environment: 'dev', allowedOrigins: [] });
    expect(readConfig({ ENVIRONMENT_SUFFIX: 'dev', ALLOWED_ORIGINS: '' }).allowedOrigins).toEqual([]);
    const listed = { ENVIRONMENT_SUFFIX: 'dev', ALLOWED_ORIGINS: 'https://app.example.com,http://localhost:4200' };
    expect(readConfig(listed).allowedOrigins).toEqual(['https://app.example.com', 'http://localhost:4200']);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['ENVIRONMENT_SUFFIX', {}],
    ['ENVIRONMENT_SUFFIX', { ENVIRONMENT_SUFFIX: 'Dev!' }],
    ['ALLOWED_ORIGINS', { ENVIRONMENT_SUFFIX: 'dev', ALLOWED_ORIGINS: '*' }],
    ['ALLOWED_ORIGINS', { ENVIRONMENT_SUFFIX: 'dev', ALLOWED_ORIGINS: 'https://*.example.com' }],
    ['ALLOWED_ORIGINS', { ENVIRONMENT_SUFFIX: 'dev', ALLOWED_ORIGINS: 'https://app.example.com/' }],
    ['ALLOWED_ORIGINS', { ENVIRONMENT_SUFFIX: 'dev', ALLOWED_ORIGINS: 'https://a.example, https://b.example' }],
  ])('names %s in refusing %j', (variable, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(variable);
  });
});
