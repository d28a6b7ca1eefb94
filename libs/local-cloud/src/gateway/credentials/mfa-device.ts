import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mfaDeviceArn } from '../../kernel/arn.ts';
