import { operation, type Operation } from '../../../kernel/operation.ts';
import { empty } from '../../../kernel/wire.ts';
import { InternalServiceFault, MissingRequiredParameter } from '../errors.ts';
import type { CloudwatchState } from '../state.ts';
import { texts } from './input.ts';
import { arnOf, checkAlarmName, onAlarm } from './on-alarm.ts';

/** Source: Amazon CloudWatch API Reference, EnableAlarmActions. */
export const enableAlarmActions = switchActions('EnableAlarmActions', true);

/** Source: Amazon CloudWatch API Reference, DisableAlarmActions. */
export const disableAlarmActions = switchActions('DisableAlarmActions', false);

function switchActions(name: string, enabled: boolean): Operation<CloudwatchState> {
  return operation({
    name,
    parse({ input }) {
      const names = texts(input, 'AlarmNames').map(checkAlarmName);
      if (names.length === 0) throw new MissingRequiredParameter('AlarmNames');
      return names;
    },
    permissions: (names, state: CloudwatchState, region) => names.map((each) => onAlarm(name, each, region, state)),
    async run(names, { region }, state) {
      // Alarms that do not exist are passed over.
      const alarms = names.flatMap((each) => state.alarms.find(arnOf(each, region, state)) ?? []);
      try {
        await Promise.all(alarms.map((alarm) => state.alarms.enableActions(alarm, enabled)));
      } catch (error) {
        throw new InternalServiceFault(error);
      }
      return empty(200);
    },
  });
}
