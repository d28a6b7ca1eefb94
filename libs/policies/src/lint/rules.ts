import type { Rule } from './rule.ts';
import { boolMayBeAbsent } from './rules/bool-may-be-absent.ts';
import { confusedDeputy } from './rules/confused-deputy.ts';
import { denyHitsServices } from './rules/deny-hits-services.ts';
import { denyNotPrincipal } from './rules/deny-not-principal.ts';
import { forAllValuesInAllow } from './rules/for-all-values-in-allow.ts';
import { gatewayEndpointPrincipal } from './rules/gateway-endpoint-principal.ts';
import { keyNeverSent } from './rules/key-never-sent.ts';
import { mistypedKeyInDeny } from './rules/mistyped-key-in-deny.ts';
import { needlessEveryResource } from './rules/needless-every-resource.ts';
import { needsEveryResource } from './rules/needs-every-resource.ts';
import { openToEveryone } from './rules/open-to-everyone.ts';
import { operatorForKey } from './rules/operator-for-key.ts';
import { resourceNeverMatches } from './rules/resource-never-matches.ts';
import { undecidableCondition } from './rules/undecidable-condition.ts';
import { unknownAction } from './rules/unknown-action.ts';
import { unknownKey } from './rules/unknown-key.ts';
import { unknownService } from './rules/unknown-service.ts';
import { variableInOldVersion } from './rules/variable-in-old-version.ts';
import { wildcardInAllow } from './rules/wildcard-in-allow.ts';
import { wildcardInEquals } from './rules/wildcard-in-equals.ts';
import { wildcardInResource } from './rules/wildcard-in-resource.ts';

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  boolMayBeAbsent,
  confusedDeputy,
  denyHitsServices,
  denyNotPrincipal,
  forAllValuesInAllow,
  gatewayEndpointPrincipal,
  keyNeverSent,
  mistypedKeyInDeny,
  needlessEveryResource,
  needsEveryResource,
  openToEveryone,
  operatorForKey,
  resourceNeverMatches,
  undecidableCondition,
  unknownAction,
  unknownKey,
  unknownService,
  variableInOldVersion,
  wildcardInAllow,
  wildcardInEquals,
  wildcardInResource,
];
