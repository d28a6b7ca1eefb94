import { CliError } from '../errors.ts';

/** One run's problems together, each below the resource it belongs to. */
export function problemsError(
  headline: string,
  problems: readonly { readonly urn: string; readonly message: string }[],
  hint: readonly string[] = [],
): CliError {
  const byUrn = Map.groupBy(problems, ({ urn }) => urn);
  const lines = [...byUrn].flatMap(([urn, list]) => [
    `  ${describeUrn(urn)}`,
    ...list.map(({ message }) => `      ${indent(message)}`),
  ]);
  return new CliError([headline, ...lines, ...hint].join('\n'));
}

/** `aws:s3/bucket:Bucket documents`, from `urn:pulumi:stack::project::parent$aws:s3/bucket:Bucket::documents`. */
function describeUrn(urn: string): string {
  const [, , types, ...name] = urn.split('::');
  const type = types?.split('$').at(-1);
  return type === undefined || name.length === 0 ? urn || 'the program' : `${type} ${name.join('::')}`;
}

const indent = (message: string): string => message.trimEnd().replaceAll('\n', '\n      ');
