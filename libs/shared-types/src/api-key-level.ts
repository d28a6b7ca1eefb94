/** What an API key may do, the least first; each level may do all that the ones before it may. */
export const apiKeyLevels = ['read-only', 'read-write', 'admin'] as const;

export type ApiKeyLevel = (typeof apiKeyLevels)[number];

/** Whether `value` names a level. */
export function isApiKeyLevel(value: unknown): value is ApiKeyLevel {
  return apiKeyLevels.some((level) => level === value);
}

/** Whether a key of `level` may do what asks for `needed`. */
export function reaches(level: ApiKeyLevel, needed: ApiKeyLevel): boolean {
  return apiKeyLevels.indexOf(level) >= apiKeyLevels.indexOf(needed);
}
