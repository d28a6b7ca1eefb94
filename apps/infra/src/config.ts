import type { ConfigReader } from './config-reader.ts';

/** What every stack says of itself, whatever its blueprint. */
export interface StackConfig {
  /** Where the stack lives: AWS, or the local cloud. The program does the same for both. */
  readonly target: 'local' | 'aws';
  /** Name of the blueprint to deploy. */
  readonly blueprint: string;
  readonly region: string;
  /** Last part of every name, such as `dev`. */
  readonly environmentSuffix: string;
  /** `prod`: nothing that holds data is deleted with the stack. */
  readonly protection: 'none' | 'prod';
}

/** What a stack file may leave out. */
export interface StackDefaults {
  readonly environmentSuffix: string;
  readonly region: string;
}

/** What a blueprint says about the keys that all share. */
export interface StackRules {
  /** The region its requirement names. */
  readonly region?: string;
  readonly defaults?: StackDefaults;
}

/** Reads the keys all blueprints share; `rules` are those of each blueprint by name. */
export function readStackConfig(reader: ConfigReader, rules: ReadonlyMap<string, StackRules>): StackConfig {
  const names = [...rules.keys()];
  const blueprint = reader.text('palisade:blueprint', {
    pattern: new RegExp(`^(${names.join('|')})$`),
    must: `one of ${names.join(', ')}`,
    example: names[0] ?? '',
  });
  const { defaults, region: required } = rules.get(blueprint) ?? {};
  return {
    blueprint,
    region: readRegion(reader, blueprint, required, defaults?.region),
    target: reader.choice('palisade:target', ['local', 'aws']),
    environmentSuffix: reader.text('palisade:environmentSuffix', {
      pattern: /^[a-z0-9-]{1,16}$/,
      must: '1 to 16 lower-case letters, digits or hyphens',
      example: 'dev',
      ...(defaults !== undefined && { fallback: defaults.environmentSuffix }),
    }),
    protection: reader.choice('palisade:protection', ['none', 'prod'], 'none'),
  };
}

/** `aws:region`; a stack file may say it in `palisade:region` as well, and only the same. */
function readRegion(
  reader: ConfigReader,
  blueprint: string,
  required: string | undefined,
  fallback: string | undefined,
): string {
  const region = { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, must: 'an AWS region', example: required ?? 'us-east-1' };
  const own = reader.text('palisade:region', { ...region, fallback: '' });
  const otherwise = own === '' ? fallback : own;
  const read = reader.text('aws:region', { ...region, ...(otherwise !== undefined && { fallback: otherwise }) });
  if (own !== '' && read !== '' && read !== own) {
    reader.refuse(
      `palisade:region in ${reader.file} is "${own}" and aws:region is "${read}"; they must be the same. Leave one out.`,
    );
  }
  if (required !== undefined && read !== '' && read !== required) {
    reader.refuse(
      `aws:region in ${reader.file} is "${read}", but the blueprint ${blueprint} is required to run in ${required}. Set \`aws:region: ${required}\`.`,
    );
  }
  return read;
}
