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

/** Reads the keys all blueprints share; `regions` maps each blueprint to the region its requirement names, if any. */
export function readStackConfig(
  reader: ConfigReader,
  regions: Readonly<Record<string, string | undefined>>,
): StackConfig {
  const names = Object.keys(regions);
  const blueprint = reader.text('palisade:blueprint', {
    pattern: new RegExp(`^(${names.join('|')})$`),
    must: `one of ${names.join(', ')}`,
    example: names[0] ?? '',
  });
  const region = reader.text('aws:region', {
    pattern: /^[a-z]{2}(-[a-z]+)+-\d$/,
    must: 'an AWS region',
    example: regions[blueprint] ?? 'us-east-1',
  });
  const required = regions[blueprint];
  if (required !== undefined && region !== '' && region !== required) {
    reader.refuse(
      `aws:region in ${reader.file} is "${region}", but the blueprint ${blueprint} is required to run in ${required}. Set \`aws:region: ${required}\`.`,
    );
  }
  return {
    blueprint,
    region,
    target: reader.choice('palisade:target', ['local', 'aws']),
    environmentSuffix: reader.text('palisade:environmentSuffix', {
      pattern: /^[a-z0-9-]{1,16}$/,
      must: '1 to 16 lower-case letters, digits or hyphens',
      example: 'dev',
    }),
    protection: reader.choice('palisade:protection', ['none', 'prod'], 'none'),
  };
}
