export const KEY = 'aws:kms/key:Key';
export const ALIAS = 'aws:kms/alias:Alias';
export const KEY_POLICY = 'aws:kms/keyPolicy:KeyPolicy';
export const GRANT = 'aws:kms/grant:Grant';
