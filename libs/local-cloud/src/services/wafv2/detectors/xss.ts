import * as patterns from './xss/patterns.ts';

const NAMED: Readonly<Record<string, string>> = {
  tab: '',
  newline: '',
  colon: ':',
  lpar: '(',
  rpar: ')',
  sol: '/',
  amp: '&',
  nbsp: ' ',
};

/** An address as a browser reads it: character references resolved, and control characters and spaces in it left out. */
const address = (value: string): string =>
  value
    .replace(
      /&(?:#x([0-9a-f]{1,8})|#(\d{1,8})|([a-z]{1,8}));?/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      },
    )
    .replace(/[\s\0-\x20]+/g, '');

const opensScript = (value: string): boolean => {
  const read = address(value);
  return patterns.SCRIPT_ADDRESS.test(read) || patterns.DOCUMENT_ADDRESS.test(read);
};

/** A text that is itself such an address, and more than a sentence that begins with a language's name. */
const isScriptAddress = (text: string): boolean => {
  const start = text.slice(0, 512).replace(/^[\s\0-\x20]+/, '');
  return (
    /^[jvlm&]/i.test(start) &&
    patterns.SCRIPT_ADDRESS.test(address(start)) &&
    /:\S*[(=`[]|[%\\]/.test(address(start)) &&
    !/^\w+:\s/.test(start)
  );
};

/**
 * Whether `text` looks like injected script, as the statement `XssMatchStatement` asks. AWS does not say how its detector works; this
 * one looks for what a browser would run: elements that bring script, event handlers in a tag or after a quote, addresses such as
 * `javascript:` in attributes, style with script, and calls after the end of a string. Markup without these passes.
 * Decoding is the business of text transformations. Never throws; time is linear in the length.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-xss-match.html
 */
export const detectXss = (text: string): boolean => {
  const code = /[^\0-\x7f]/.test(text) ? text.normalize('NFKC') : text;
  if (patterns.ELEMENT.test(code) || patterns.HANDLER_WITH_CALL.test(code)) return true;
  if (patterns.ANIMATED_ATTRIBUTE.test(code)) return true;
  if (patterns.HANDLER_AFTER_QUOTE.test(code) || patterns.CALL_AFTER_QUOTE.test(code) || patterns.DOCUMENT.test(code))
    return true;
  const tag = patterns.TAG.exec(code);
  if (tag !== null) {
    const inside = code.slice(tag.index);
    if (patterns.HANDLER.test(inside)) return true;
    if (patterns.STYLE.test(inside)) return true;
  }
  if (patterns.STYLE_ATTRIBUTE.test(code) && patterns.STYLE.test(code)) return true;
  for (const [, value] of code.matchAll(patterns.ADDRESS)) {
    if (value !== undefined && opensScript(value)) return true;
  }
  return isScriptAddress(code);
};
