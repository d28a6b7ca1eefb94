import { expect, test } from '@jest/globals';
import { printable } from './printable.ts';

test.each([
  ['plain text\twith ends\r\nof lines, größe', 'plain text\twith ends\r\nof lines, größe'],
  ['\u001b[2Jgone', '\\x1b[2Jgone'],
  ['\u0007\u009b31m', '\\x07\\x9b31m'],
])('%j is shown as it is, but obeys nothing', (text, shown) => expect(printable(text)).toBe(shown));
