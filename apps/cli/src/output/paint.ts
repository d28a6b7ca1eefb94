import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours for a terminal; plain text for pipes, files and NO_COLOR. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });
