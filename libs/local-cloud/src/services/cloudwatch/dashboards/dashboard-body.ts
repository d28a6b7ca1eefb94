/** What is wrong where in a dashboard's body, as `PutDashboard` tells it. */
export interface DashboardProblem {
  /** `/widgets/0/properties`. */
  readonly path: string;
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Source: Amazon CloudWatch API Reference, "Dashboard Body Structure and Syntax". */
const WIDGETS: Readonly<Record<string, readonly string[]>> = {
  alarm: ['alarms'],
  custom: ['endpoint'],
  explorer: ['metrics'],
  log: ['query', 'region'],
  metric: [],
  text: ['markdown'],
};
const MOST_WIDGETS = 500;
const COLUMNS = 24;
const ROWS = 1000;

/** Checks the body of a dashboard before it is deployed: its JSON, and the shape of each widget. */
export function checkDashboardBody(body: string): readonly DashboardProblem[] {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return [{ path: '', message: 'The field DashboardBody must be a valid JSON object' }];
  }
  if (!isObject(document)) return [{ path: '', message: 'The field DashboardBody must be a valid JSON object' }];
  const { widgets } = document;
  if (!Array.isArray(widgets)) return [{ path: '/', message: "Should have required property 'widgets'" }];
  if (widgets.length > MOST_WIDGETS)
    return [{ path: '/widgets', message: `Should NOT have more than ${MOST_WIDGETS} items` }];
  return widgets.flatMap((widget: unknown, index) => widgetProblems(widget, `/widgets/${index}`));
}

function widgetProblems(widget: unknown, path: string): DashboardProblem[] {
  if (!isObject(widget)) return [{ path, message: 'Should be object' }];
  const { properties, type } = widget;
  const needed = typeof type === 'string' && Object.hasOwn(WIDGETS, type) ? WIDGETS[type] : undefined;
  if (needed === undefined)
    return [{ path: `${path}/type`, message: `Should be one of ${Object.keys(WIDGETS).join(', ')}` }];
  const problems = placeProblems(widget, path);
  if (!isObject(properties)) return [...problems, { path, message: "Should have required property 'properties'" }];
  const at = `${path}/properties`;
  for (const name of needed) {
    if (properties[name] === undefined) problems.push({ path: at, message: `Should have required property '${name}'` });
  }
  return type === 'metric' ? [...problems, ...metricProblems(properties, at)] : problems;
}

function placeProblems(widget: Json, path: string): DashboardProblem[] {
  const bounds = { x: [0, COLUMNS - 1], y: [0, Infinity], width: [1, COLUMNS], height: [1, ROWS] } as const;
  const problems: DashboardProblem[] = [];
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const value = widget[name];
    if (value === undefined) continue;
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
      problems.push({ path: `${path}/${name}`, message: `Should be an integer from ${least} to ${most}` });
  }
  return problems;
}

/** A row is a namespace, a name, pairs of dimensions, and perhaps how to draw it; or only the latter, with an expression. */
function metricProblems(properties: Json, path: string): DashboardProblem[] {
  const { annotations, metrics } = properties;
  const alarms = isObject(annotations) && Array.isArray(annotations['alarms']);
  if (metrics === undefined)
    return alarms ? [] : [{ path, message: "Should have required property 'metrics' or alarms among 'annotations'" }];
  if (typeof properties['region'] !== 'string') return [{ path, message: "Should have required property 'region'" }];
  if (!Array.isArray(metrics) || metrics.length === 0)
    return [{ path: `${path}/metrics`, message: 'Should be an array with at least one metric' }];
  return metrics.flatMap((row: unknown, index) =>
    isMetricRow(row)
      ? []
      : [{ path: `${path}/metrics/${index}`, message: 'Invalid metric field type or number of fields' }],
  );
}

function isMetricRow(row: unknown): boolean {
  if (!Array.isArray(row)) return false;
  const options: unknown = isObject(row.at(-1)) ? row.at(-1) : undefined;
  const names: readonly unknown[] = options === undefined ? row : row.slice(0, -1);
  if (names.length === 0) return isObject(options) && typeof options['expression'] === 'string';
  return names.length % 2 === 0 && names.every((name) => typeof name === 'string' && name !== '');
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
