import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checksumAlgorithms, checksumLength, checksumOf } from './checksum.ts';
import { combineCrc } from './combine.ts';

/** The check value of a CRC is its value over the text "123456789". */
const digits = Buffer.from('123456789');

describe('checksums', () => {
  test('have the published check values', () => {
    expect(Buffer.from(checksumOf('CRC32', digits), 'base64').toString('hex')).toBe('cbf43926');
    expect(Buffer.from(checksumOf('CRC32C', digits), 'base64').toString('hex')).toBe('e3069283');
    expect(Buffer.from(checksumOf('CRC64NVME', digits), 'base64').toString('hex')).toBe('ae8b14860a799888');
    expect(checksumOf('SHA1', Buffer.alloc(0))).toBe('2jmj7l5rSw0yVb/vlWAYkK/YBwk=');
    expect(checksumOf('SHA256', Buffer.alloc(0))).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  test('have the announced length', () => {
    for (const algorithm of checksumAlgorithms) {
      expect(Buffer.from(checksumOf(algorithm, digits), 'base64')).toHaveLength(checksumLength[algorithm]);
    }
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('%s of parts combine to that of the whole', (algorithm) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (first, second) => {
        const whole = checksumOf(algorithm, Buffer.concat([first, second]));
        expect(combineCrc(algorithm, checksumOf(algorithm, first), checksumOf(algorithm, second), second.length)).toBe(
          whole,
        );
      }),
    );
  });
});
