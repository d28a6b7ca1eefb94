/** A word as a POSIX shell reads it back. */
export const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** As `quote`, but leaves words alone that need none. */
export const quoteIfNeeded = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : quote(word));
