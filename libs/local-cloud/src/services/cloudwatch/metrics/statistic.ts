import type { Distribution } from './distribution.ts';

/** One number out of a distribution; undefined if it cannot be told. */
export type Statistic = (distribution: Distribution) => number | undefined;

export const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const;
export type StatisticName = (typeof STATISTICS)[number];

const basic: Readonly<Record<StatisticName, Statistic>> = {
  SampleCount: ({ count }) => count,
  Average: ({ count, sum }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

const isBasic = (name: string): name is StatisticName => Object.hasOwn(basic, name);

/**
 * The statistic of that name: a basic one or a percentile such as `p99.9`; `unsupported` for what CloudWatch has and this cloud has not
 * (trimmed means and their relatives), undefined for what is none. Source: CloudWatch User Guide, "CloudWatch statistics definitions".
 */
export function statisticNamed(name: string): Statistic | 'unsupported' | undefined {
  if (isBasic(name)) return basic[name];
  const percent = /^p(100|\d{1,2}(?:\.\d{1,10})?)$/.exec(name)?.[1];
  if (percent !== undefined) return (distribution) => distribution.percentile(Number(percent));
  return /^(?:(?:tm|wm|tc|ts)\d[\d.]*|IQM|(?:TM|WM|PR|TC|TS)\(.*\))$/.test(name) ? 'unsupported' : undefined;
}
