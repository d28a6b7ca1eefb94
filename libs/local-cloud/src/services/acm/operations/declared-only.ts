import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change certificates. Source: AWS Certificate Manager API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  'AddTagsToCertificate',
  'DeleteCertificate',
  'ImportCertificate',
  'PutAccountConfiguration',
  'RemoveTagsFromCertificate',
  'RenewCertificate',
  'RequestCertificate',
  'ResendValidationEmail',
  'RevokeCertificate',
  'UpdateCertificateOptions',
].map((name) => ({ name }));
