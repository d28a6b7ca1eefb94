import { list, map, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { blocks, text } from '../../../kernel/properties.ts';
import { regexProblem } from '../regex/regex.ts';
import { malformedRegex } from '../rules/statement-problems.ts';
import { asInvalid } from './as-invalid.ts';
import { descriptionProblems, entityInputs, entityName, entityOutputs } from './entity.ts';
import { REGEX_PATTERN_SET } from './tokens.ts';

/** Source: AWS WAFV2 API Reference, CreateRegexPatternSet. */
export const regexPatternSet: ResourceModel = {
  token: REGEX_PATTERN_SET,
  inputs: object({
    ...entityInputs,
    name: string,
    description: string,
    regularExpressions: list(object({ regexString: required(string) })),
    tags: map(string),
  }),
  name: entityName,
  replaceOn: ['name', 'scope'],
  check(inputs) {
    const patterns = blocks(inputs, 'regularExpressions').map((each) => text(each, 'regexString') ?? '');
    const problems = patterns.flatMap((pattern, at) => {
      const trouble = regexProblem(pattern);
      return trouble === undefined ? [] : [asInvalid(malformedRegex(trouble, `pattern ${at + 1}`))];
    });
    if (patterns.length > 10) problems.push('WAFLimitsExceededException: A regex pattern set has at most 10 patterns.');
    return [...problems, ...descriptionProblems(inputs)];
  },
  outputs: (inputs, context) => entityOutputs(inputs, context, 'regexpatternset'),
};
