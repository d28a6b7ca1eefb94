import { EVENTS } from './events.ts';

/*
 * What a browser runs as script, each as an expression. All quantifiers are bounded or stand before something they cannot match,
 * so that a search takes linear time. Letters are in any case.
 */

/** Space between a tag's attributes: also slashes, null bytes and other control characters. */
const SPACE = '[\\s\\0-\\x1f/]';

/** An element that brings script, style or foreign content by being there. */
export const ELEMENT =
  /<[\0/?%!]{0,4}(?:script|noscript|iframe|frame|frameset|object|embed|applet|base|link|meta|style|svg|math|isindex|vmlframe|xml-stylesheet|xml|xss|xsl:|foreignobject|portal|template|import|handler|listener|!entity|!attlist|!\[cdata\[)(?![a-z0-9_.@-])/i;

/** A tag, whatever its name. An address in angle brackets, `<kim@example.com>`, is none. */
export const TAG = /<[\0/]{0,4}[a-z!?][a-z0-9:-]{0,63}(?![@.\w-])/i;

/** An attribute that is an event handler, where an attribute can begin. */
export const HANDLER = new RegExp(`(?:${SPACE}|["'\`;])on(?:${EVENTS})${SPACE}{0,64}=`, 'i');

/** The same right after a quote: out of the attribute's value that the text was meant to be. */
export const HANDLER_AFTER_QUOTE = new RegExp(
  `["'\`]${SPACE}{0,64}(?:[a-z-]{1,32}${SPACE}{0,8}(?:=${SPACE}{0,8}["']?[\\w#-]{0,64}["']?)?${SPACE}{1,64}){0,4}on(?:${EVENTS})${SPACE}{0,64}=`,
  'i',
);

/** A handler that begins or ends the text as an attribute, with something that is called: `x onerror=alert(1)`. */
export const HANDLER_WITH_CALL = new RegExp(
  `(?:^|${SPACE})on(?:${EVENTS})\\s{0,64}=\\s{0,64}["'\`]?[\\w$.[\\]"']{1,128}[(\`=]`,
  'i',
);

/** What is given to an attribute, or to `url` in a style: its beginning. */
export const ADDRESS = /[=(][\s\0]{0,16}["'`]?([^"'`<>=]{1,256})/g;

/** Animations that set an event handler or an address. */
export const ANIMATED_ATTRIBUTE = /\battributename\s{0,16}=\s{0,16}["'`]?\s{0,16}(?:on[a-z]|xlink:href|href)/i;

/** A whole value that is opened as an address. */
export const SCRIPT_ADDRESS = /^(?:javascript|vbscript|livescript|mocha|jscript):(?!$)/i;
export const DOCUMENT_ADDRESS =
  /^data:(?:text\/(?:html|xml|javascript|ecmascript)|image\/svg\+xml|application\/(?:xhtml\+xml|xml|javascript|ecmascript))[;,]/i;

/** Style that runs script in some browser. */
export const STYLE =
  /(?:javascript:(?!\s)|expression\s{0,16}\(|-moz-binding\s{0,16}:|behaviou?r\s{0,16}:\s{0,16}url|@import\s{0,16}["'u])/i;
export const STYLE_ATTRIBUTE = /\bstyle\s{0,16}=/i;

/** Out of a string in a script: a quote, the end of an expression or an operator, and a call. */
export const CALL_AFTER_QUOTE =
  /["'`]\s{0,16}[)\]}]{0,4}\s{0,16}[;,+*/%&|^?<>=-]{1,3}\s{0,16}(?:(?:alert|confirm|prompt|eval|fetch|settimeout|setinterval|atob)\s{0,8}[(`]|(?:document|window|self|top|globalthis|location)\s{0,8}(?:\.\w|\[|=))/i;

/** The page's secrets and its inside, named as a script names them. */
export const DOCUMENT =
  /\bdocument(?:\.(?:cookie|domain|write(?:ln)?\s{0,16}\(|location)|\s{0,16}\[\s{0,16}["'`](?:cookie|write|domain|location))/i;
