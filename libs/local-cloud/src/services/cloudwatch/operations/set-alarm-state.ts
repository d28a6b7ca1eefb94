import { operation } from '../../../kernel/operation.ts';
import { empty } from '../../../kernel/wire.ts';
import { STATE_VALUES } from '../alarms/alarm-configuration.ts';
import { InternalServiceFault, InvalidFormat, MissingRequiredParameter, ResourceNotFound } from '../errors.ts';
import type { CloudwatchState } from '../state.ts';
import { choice, invalid, requiredText, text } from './input.ts';
import { arnOf, onAlarm } from './on-alarm.ts';

/** Source: Amazon CloudWatch API Reference, SetAlarmState. */
export const setAlarmState = operation({
  name: 'SetAlarmState',
  parse({ input }) {
    const name = requiredText(input, 'AlarmName');
    const value = choice(input, 'StateValue', STATE_VALUES);
    const reason = text(input, 'StateReason');
    const reasonData = text(input, 'StateReasonData');
    if (value === undefined) throw new MissingRequiredParameter('StateValue');
    if (reason === undefined) throw new MissingRequiredParameter('StateReason');
    if (reason.length > 1023)
      throw invalid('StateReason', reason, 'Member must have length less than or equal to 1023');
    if (reasonData !== undefined) checkJson(reasonData);
    return { name, value, reason, reasonData };
  },
  permissions: ({ name }, state: CloudwatchState, region) => [onAlarm('SetAlarmState', name, region, state)],
  async run({ name, reason, reasonData, value }, { region }, state) {
    const alarm = state.alarms.find(arnOf(name, region, state));
    if (alarm === undefined) throw new ResourceNotFound(`The alarm ${name} does not exist.`);
    try {
      await state.alarms.setState(alarm, value, reason, reasonData);
    } catch (error) {
      throw new InternalServiceFault(error);
    }
    return empty(200);
  },
});

function checkJson(reasonData: string): void {
  try {
    JSON.parse(reasonData);
  } catch {
    throw new InvalidFormat('StateReasonData was not valid JSON');
  }
}
