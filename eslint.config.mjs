import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Which kind of project may import which: app → kit → adapter → core, never back and never app to app. */
const ARROWS = [
  { sourceTag: 'core', onlyDependOnLibsWithTags: ['core'], bannedExternalImports: ['ioredis'] },
  { sourceTag: 'adapter', onlyDependOnLibsWithTags: ['core', 'adapter', 'testing'] },
  { sourceTag: 'kit', onlyDependOnLibsWithTags: ['core', 'adapter', 'testing'] },
  { sourceTag: 'testing', onlyDependOnLibsWithTags: ['core', 'adapter', 'kit', 'testing'] },
  { sourceTag: 'app', onlyDependOnLibsWithTags: ['core', 'adapter', 'kit', 'testing'] },
  { sourceTag: 'tool', onlyDependOnLibsWithTags: ['core', 'adapter', 'kit', 'testing'] },
];

/** Libraries that one place speaks to for all others. */
const ONE_IMPORTER = {
  ioredis: 'libs/redis',
  bullmq: 'libs/queue',
  '@nestjs/bullmq': 'libs/queue',
  // large, and a worker has no description
  '@nestjs/swagger': 'apps/api-gateway',
};

const bans = (except) =>
  Object.entries(ONE_IMPORTER)
    .filter(([, home]) => home !== except)
    .map(([name, home]) => ({ name, message: `only ${home} imports ${name}` }));

const restricted = (except) => ({ 'no-restricted-imports': ['error', { paths: bans(except) }] });

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.nx/',
      '.switchyard/',
      '**/*.cjs',
      '**/*.js',
      '**/*.mjs',
      '**/*.generated.ts',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  prettier,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx, regexp },
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: ARROWS, allow: [], banTransitiveDependencies: false },
      ],
      // Text of strangers must not make a pattern go back and forth over it.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'settings are read by libs/config, once, at start' },
      ],
      ...restricted(),
    },
  },
  {
    // Jest's asymmetric matchers are typed `any`; the helpers of fixtures are taken apart.
    files: ['**/*.spec.ts', '*/*/test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // A page: for browsers, with a project of its own types.
    files: ['apps/dashboard/src/**/*.{ts,tsx}', 'apps/dashboard/vite.config.mts'],
    plugins: { 'react-hooks': reactHooks, '@nx': nx },
    languageOptions: {
      parserOptions: { project: './apps/dashboard/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: ARROWS, allow: [], banTransitiveDependencies: false },
      ],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // texts of tasks are shown as text
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'show text as text' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    // A share may hang, and the loop that asks it also sends heartbeats.
    files: ['libs/storage/src/**', 'libs/worker-kit/src/**'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MethodDefinition[kind='method'] CallExpression[callee.name=/Sync$/]",
          message: 'the share may hang',
        },
        { selector: 'FunctionDeclaration CallExpression[callee.name=/Sync$/]', message: 'the share may hang' },
      ],
    },
  },
  { files: ['apps/api-gateway/**'], rules: restricted('apps/api-gateway') },
  { files: ['libs/redis/**'], rules: restricted('libs/redis') },
  { files: ['libs/queue/**', 'apps/e2e/test/queue.e2e.spec.ts'], rules: restricted('libs/queue') },
  // It searches our own sources only.
  { files: ['tools/generator/**'], rules: { 'regexp/no-super-linear-move': 'off' } },
  // What the platform is measured against is made of the same parts.
  { files: ['tools/bench/src/peers/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    // A child process gets its parent's environment; tests and tools start whole systems.
    files: ['libs/config/**', 'libs/engine/**', 'libs/testing/**', 'apps/e2e/**', 'tools/**', '**/*.spec.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
);
