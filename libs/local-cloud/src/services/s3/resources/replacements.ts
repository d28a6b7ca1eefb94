/** Why a deprecated property or type is refused whose replacement can be declared. */
export const replacedBy = (type: string): string => `it is deprecated, declare an aws.s3.${type} instead`;

/** Why one is refused whose replacement the local cloud has no model for either: naming it as a way out would mislead. */
export const notSupportedEither = (type: string): string =>
  `it is deprecated, and the aws.s3.${type} that replaces it is not supported either`;
