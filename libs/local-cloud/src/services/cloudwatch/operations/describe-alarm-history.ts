import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { CloudwatchState } from '../state.ts';
import { choice, text, texts, timestamp, wholeNumber } from './input.ts';
import { checkAlarmName, onAlarm } from './on-alarm.ts';
import { page } from './page.ts';

/** Source: Amazon CloudWatch API Reference, DescribeAlarmHistory. */
export const describeAlarmHistory = operation({
  name: 'DescribeAlarmHistory',
  parse({ input }) {
    const name = text(input, 'AlarmName');
    const types = texts(input, 'AlarmTypes');
    return {
      name: name === undefined ? undefined : checkAlarmName(name),
      metricAlarms: types.length === 0 || types.includes('MetricAlarm'),
      type: choice(input, 'HistoryItemType', ['ConfigurationUpdate', 'StateUpdate', 'Action']),
      since: timestamp(input, 'StartDate') ?? -Infinity,
      until: timestamp(input, 'EndDate') ?? Infinity,
      most: wholeNumber(input, 'MaxRecords', 1, 100) ?? 100,
      newestFirst: choice(input, 'ScanBy', ['TimestampDescending', 'TimestampAscending']) !== 'TimestampAscending',
      token: text(input, 'NextToken'),
    };
  },
  permissions: ({ name }, state: CloudwatchState, region) => [onAlarm('DescribeAlarmHistory', name, region, state)],
  run({ metricAlarms, most, name, newestFirst, since, token, type, until }, { region }, state) {
    const found = state.alarms.book
      .history()
      .filter(
        (item) =>
          metricAlarms &&
          item.arn.split(':')[3] === region &&
          (name === undefined || item.name === name) &&
          (type === undefined || item.type === type) &&
          item.at >= since &&
          item.at <= until,
      );
    const { next, shown } = page(newestFirst ? found.reverse() : found, token, most);
    return json({
      AlarmHistoryItems: shown.map((item) => ({
        AlarmName: item.name,
        AlarmType: 'MetricAlarm',
        Timestamp: item.at / 1000,
        HistoryItemType: item.type,
        HistorySummary: item.summary,
        HistoryData: item.data,
      })),
      NextToken: next,
    });
  },
});
