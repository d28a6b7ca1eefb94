import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { STATE_VALUES } from '../alarms/alarm-configuration.ts';
import { InvalidParameterCombination } from '../errors.ts';
import type { CloudwatchState } from '../state.ts';
import { alarmJson } from './alarm-json.ts';
import { choice, text, texts, wholeNumber } from './input.ts';
import { checkAlarmName, onAlarm } from './on-alarm.ts';
import { page } from './page.ts';

/** Source: Amazon CloudWatch API Reference, DescribeAlarms. */
export const describeAlarms = operation({
  name: 'DescribeAlarms',
  parse({ input }) {
    for (const member of ['ChildrenOfAlarmName', 'ParentsOfAlarmName'])
      if (input[member] !== undefined) throw new NotSupportedError('composite alarms');
    const names = texts(input, 'AlarmNames').map(checkAlarmName);
    const prefix = text(input, 'AlarmNamePrefix');
    if (names.length > 0 && prefix !== undefined)
      throw new InvalidParameterCombination('AlarmNames and AlarmNamePrefix are mutually exclusive.');
    const types = texts(input, 'AlarmTypes');
    return {
      names,
      prefix,
      stateValue: choice(input, 'StateValue', STATE_VALUES),
      actionPrefix: text(input, 'ActionPrefix'),
      metricAlarms: types.length === 0 || types.includes('MetricAlarm'),
      most: wholeNumber(input, 'MaxRecords', 1, 100) ?? 50,
      token: text(input, 'NextToken'),
    };
  },
  permissions: ({ names }, state: CloudwatchState, region) =>
    names.length === 0
      ? [onAlarm('DescribeAlarms', undefined, region, state)]
      : names.map((name) => onAlarm('DescribeAlarms', name, region, state)),
  run({ actionPrefix, metricAlarms, most, names, prefix, stateValue, token }, { region }, state) {
    const found = state.alarms.in(region).filter(
      ({ configuration: { actions, name }, state: { value } }) =>
        metricAlarms &&
        (names.length === 0 || names.includes(name)) &&
        (prefix === undefined || name.startsWith(prefix)) &&
        (stateValue === undefined || value === stateValue) &&
        (actionPrefix === undefined ||
          Object.values(actions)
            .flat()
            .some((each) => each.startsWith(actionPrefix))),
    );
    const { next, shown } = page(found, token, most);
    return json({ CompositeAlarms: [], MetricAlarms: shown.map(alarmJson), NextToken: next });
  },
});
