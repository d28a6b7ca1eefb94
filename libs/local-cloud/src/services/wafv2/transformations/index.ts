import type { TextTransformationType } from '../statements/statement.ts';
import { base64Decode, base64DecodeExt, hexDecode, md5, utf8ToUnicode } from './encodings.ts';
import {
  cmdLine,
  compressWhiteSpace,
  lowercase,
  normalizePath,
  normalizePathWin,
  removeNulls,
  replaceComments,
  replaceNulls,
} from './normalise.ts';
import {
  cssDecode,
  escapeSeqDecode,
  htmlEntityDecode,
  jsDecode,
  sqlHexDecode,
  urlDecode,
  urlDecodeUni,
} from './unescape.ts';

/** What is done to a text before it is looked at; texts are byte strings. None fails, and none takes longer than the text is long. */
export const transformations: Readonly<Record<TextTransformationType, (text: string) => string>> = {
  NONE: (text) => text,
  BASE64_DECODE: base64Decode,
  BASE64_DECODE_EXT: base64DecodeExt,
  CMD_LINE: cmdLine,
  COMPRESS_WHITE_SPACE: compressWhiteSpace,
  CSS_DECODE: cssDecode,
  ESCAPE_SEQ_DECODE: escapeSeqDecode,
  HEX_DECODE: hexDecode,
  HTML_ENTITY_DECODE: htmlEntityDecode,
  JS_DECODE: jsDecode,
  LOWERCASE: lowercase,
  MD5: md5,
  NORMALIZE_PATH: normalizePath,
  NORMALIZE_PATH_WIN: normalizePathWin,
  REMOVE_NULLS: removeNulls,
  REPLACE_COMMENTS: replaceComments,
  REPLACE_NULLS: replaceNulls,
  SQL_HEX_DECODE: sqlHexDecode,
  URL_DECODE: urlDecode,
  URL_DECODE_UNI: urlDecodeUni,
  UTF8_TO_UNICODE: utf8ToUnicode,
};
