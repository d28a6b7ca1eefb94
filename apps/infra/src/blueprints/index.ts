import { auditor } from './auditor/blueprint.ts';
import { baseline } from './baseline/blueprint.ts';
import type { Blueprint } from './blueprint.ts';
import { documents } from './documents/blueprint.ts';
import { payments } from './payments/blueprint.ts';
import { processing } from './processing/blueprint.ts';
import { secureApi } from './secure-api/blueprint.ts';

/** Every blueprint, one line each. */
export const blueprints: readonly Blueprint[] = [auditor, baseline, documents, payments, processing, secureApi];
