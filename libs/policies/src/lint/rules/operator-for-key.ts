import { typeOfKey } from '../../service-authorization/catalog.ts';
import { servicesIn } from '../actions.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

/** Operator families that compare values of a type as they are meant. */
const families: Readonly<Record<string, RegExp>> = {
  String: /^String/,
  ARN: /^(Arn|String)/,
  Bool: /^Bool/,
  Numeric: /^Numeric/,
  // aws:EpochTime is a number of seconds, and AWS documents both families on it.
  Date: /^(Date|Numeric)/,
  IPAddress: /^(Not)?IpAddress/,
  Binary: /^Binary/,
};

/** AWS types keys such as aws:SourceVpcArn and every encryption context as String and documents ArnLike on those that are ARNs. */
function singleType(key: string, type: string): string {
  return /arn$/i.test(key) ? 'ARN' : type.replace(/^ArrayOf/, '');
}

export const operatorForKey: Rule = {
  code: 'operator-for-key',
  severity: 'warning',
  *check(statement) {
    for (const { key, operator, use } of conditionsIn(statement)) {
      const type = typeOfKey(key, servicesIn(statement));
      if (type === undefined || use === undefined || use.name === 'Null') continue;
      const single = singleType(key, type);
      const family = families[single];
      if (family !== undefined && !family.test(use.name))
        yield `${operator} on ${key}, which is of type ${type}. Use an operator for ${single}.`;
      const many = type.startsWith('ArrayOf');
      if (many && use.set === undefined)
        yield `${key} has several values. Put ForAnyValue: or ForAllValues: before ${operator}.`;
      if (!many && use.set !== undefined)
        yield `${key} has one value; ${use.set} on an absent key is not what it looks like. Use ${operator.split(':')[1]}.`;
    }
  },
};
