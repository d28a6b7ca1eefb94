/** Something the user can mend; printed as one message without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
