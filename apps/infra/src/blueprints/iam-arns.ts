/** A list of people's or programs' identities in a stack file: roles and users, never a whole account. */
export const roleOrUserArns = {
  pattern: /^arn:[a-z-]+:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
  must: 'role or user ARNs',
  example: 'arn:aws:iam::123456789012:role/deployer',
};
