import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Which project may import which: the architecture as a lint rule. Keys and values are the tags in each package.json. */
const boundaries = {
  policies: [],
  'shared-types': [],
  'lambda-kit': ['shared-types'],
  'local-engine': [],
  'local-cloud': ['policies', 'local-engine'],
  handler: ['lambda-kit', 'shared-types'],
  infra: ['policies', 'shared-types'],
  cli: ['policies', 'local-engine', 'local-cloud', 'shared-types'],
  e2e: ['shared-types'],
};

const depConstraints = Object.entries(boundaries).map(([scope, allowed]) => ({
  sourceTag: `scope:${scope}`,
  onlyDependOnLibsWithTags: [scope, ...allowed].map((tag) => `scope:${tag}`),
  ...(['handler', 'lambda-kit', 'shared-types', 'policies'].includes(scope) && {
    bannedExternalImports: ['@pulumi/*'],
  }),
}));

export default [
  { ignores: ['**/dist', '**/out-tsc', '**/.palisade', '**/.nx', '**/test-output', '**/node_modules'] },
  ...nx.configs['flat/base'],
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mjs'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    // A proof runs a blueprint on the local engine and asks the local cloud; the program itself must not know of either.
    files: ['apps/infra/**/*.spec.ts', 'apps/infra/testing/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    // ARNs are built and parsed in one typed module each.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/arn.ts', '**/arn/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TemplateElement[value.raw=/^arn:/]',
          message: 'Build ARNs with the typed arn module, not by hand.',
        },
      ],
    },
  },
];
