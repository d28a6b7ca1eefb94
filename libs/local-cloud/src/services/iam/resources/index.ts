import type { ResourceModel } from '@palisade/local-engine';
import { policy } from './policy.ts';
import { role } from './role.ts';
import { rolePolicy } from './role-policy.ts';
import { rolePolicyAttachment } from './role-policy-attachment.ts';
import { serviceLinkedRole } from './service-linked-role.ts';

export const resources: readonly ResourceModel[] = [policy, role, rolePolicy, rolePolicyAttachment, serviceLinkedRole];
