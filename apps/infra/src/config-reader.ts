import * as pulumi from '@pulumi/pulumi';

/**
 * A stack file that cannot be deployed: one line per problem, each naming the key, the file and the fix. Pulumi prints these and no
 * stack trace.
 */
export class ConfigError extends pulumi.RunError {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** How a value is asked for; without `fallback` the key is required. */
interface Question<T> {
  readonly fallback?: T;
  /** What a right value looks like, completing "must be …". */
  readonly must: string;
}

/** A question for a whole number from `min` to `max`. */
export interface IntegerQuestion extends Question<number> {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads the configuration of one stack. It keeps reading after a problem, so that {@link finish} reports all of them at once.
 */
export class ConfigReader {
  readonly #stack: string;
  readonly #get: (key: string) => string | undefined;
  readonly #problems: string[] = [];

  /** `get` takes full keys such as `palisade:target`. */
  constructor(stack: string, get: (key: string) => string | undefined) {
    this.#stack = stack;
    this.#get = get;
  }

  text(key: string, question: Question<string> & { readonly pattern: RegExp; readonly example: string }): string {
    const accept = (value: string): string | undefined => (question.pattern.test(value) ? value : undefined);
    return this.#read(key, question, question.example, accept) ?? '';
  }

  choice<T extends string>(key: string, choices: readonly [T, ...T[]], fallback?: T): T {
    const must = `one of ${choices.join(', ')}`;
    const question = fallback === undefined ? { must } : { must, fallback };
    return this.#read(key, question, choices[0], (value) => choices.find((choice) => choice === value)) ?? choices[0];
  }

  integer(key: string, question: IntegerQuestion): number {
    const accept = (value: string): number | undefined => {
      const number = Number(value);
      return Number.isInteger(number) && number >= question.min && number <= question.max ? number : undefined;
    };
    return this.#read(key, question, String(question.fallback ?? question.min), accept) ?? question.min;
  }

  /** Text that no error quotes. */
  secret(key: string, question: { readonly pattern: RegExp; readonly must: string }): string {
    const value = this.#get(key);
    if (value !== undefined && question.pattern.test(value)) return value;
    const problem = value === undefined ? 'is missing from' : 'is wrong in';
    this.refuse(`${key} ${problem} ${this.file}. It must be ${question.must}: \`pulumi config set --secret ${key}\`.`);
    return '';
  }

  /** A YAML list, which Pulumi hands over as JSON. */
  list(
    key: string,
    question: { readonly pattern: RegExp; readonly example: string; readonly must: string },
  ): readonly string[] {
    const accept = (value: string): readonly string[] | undefined => {
      const items = parseList(value);
      return items?.every((item) => question.pattern.test(item)) === true ? items : undefined;
    };
    const example = JSON.stringify([question.example]);
    return this.#read(key, { must: `a list of ${question.must}`, fallback: [] }, example, accept) ?? [];
  }

  /** Adds a problem that concerns more than one key. */
  refuse(problem: string): void {
    this.#problems.push(problem);
  }

  /** @throws ConfigError when anything read so far was missing or wrong. */
  finish(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }

  #read<T>(
    key: string,
    question: Question<T>,
    example: string,
    accept: (value: string) => T | undefined,
  ): T | undefined {
    const value = this.#get(key);
    if (value === undefined) {
      if (question.fallback === undefined) {
        this.refuse(`${key} is missing from ${this.file}. It must be ${question.must}; add \`${key}: ${example}\`.`);
      }
      return question.fallback;
    }
    const accepted = accept(value);
    if (accepted === undefined) {
      this.refuse(`${key} in ${this.file} is "${value}". It must be ${question.must}, such as \`${key}: ${example}\`.`);
    }
    return accepted;
  }

  get file(): string {
    return `Pulumi.${this.#stack}.yaml`;
  }
}

function parseList(value: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}
