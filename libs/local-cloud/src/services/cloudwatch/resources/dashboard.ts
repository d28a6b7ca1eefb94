import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { dashboardArn } from '../arn.ts';
import { checkDashboardBody } from '../dashboards/dashboard-body.ts';

export const DASHBOARD = 'aws:cloudwatch/dashboard:Dashboard';

/** Source: Amazon CloudWatch API Reference, PutDashboard. */
export const dashboard: ResourceModel = {
  token: DASHBOARD,
  inputs: object({ dashboardBody: required(json), dashboardName: required(string) }),
  replaceOn: ['dashboardName'],
  check(inputs) {
    const name = text(inputs, 'dashboardName') ?? '';
    const invalid = /^[A-Za-z0-9_-]{1,255}$/.test(name)
      ? []
      : [`InvalidParameterInput: The dashboard name '${name}' has 1 to 255 letters, digits, '-' and '_'.`];
    const problems = checkDashboardBody(text(inputs, 'dashboardBody') ?? '');
    return [
      ...invalid,
      ...problems.map(
        ({ message, path }) =>
          `InvalidParameterInput: The dashboard body is invalid: ${path === '' ? '' : `${path}: `}${message}`,
      ),
    ];
  },
  outputs(inputs, { accountId, partition }) {
    const name = text(inputs, 'dashboardName') ?? '';
    return { id: name, outputs: { dashboardArn: dashboardArn(partition, accountId, name) } };
  },
};
