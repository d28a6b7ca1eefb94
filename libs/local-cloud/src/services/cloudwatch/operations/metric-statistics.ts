import { NotSupportedError } from '../../../kernel/errors.ts';
import { InvalidParameterValue } from '../errors.ts';
import { statisticNamed, type Statistic } from '../metrics/statistic.ts';

/** The statistic a request names; throws InvalidParameterValueException, or says that this cloud has not got it. */
export function statistic(name: string): Statistic {
  const found = statisticNamed(name);
  if (found === 'unsupported') throw new NotSupportedError(`the statistic ${name}`, 'Use a percentile such as p99.');
  if (found === undefined)
    throw new InvalidParameterValue(`The value ${name} for parameter Statistic is not supported.`);
  return found;
}

/** Seconds; throws InvalidParameterValueException. */
export function checkPeriod(period: number): number {
  if (![1, 5, 10, 20, 30].includes(period) && (period < 60 || period % 60 !== 0))
    throw new InvalidParameterValue(`The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60 (${period}).`);
  return period;
}
