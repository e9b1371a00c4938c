import type { Config } from 'jest';

const transform: Config['transform'] = {
  '\\.ts$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
      module: { type: 'es6' },
      swcrc: false,
    },
  ],
};

/** Two projects: the harness's own tests, and the purposes (which run against the embedded pair when jest is started by hand). */
const config: Config = {
  projects: [
    {
      displayName: 'harness',
      rootDir: import.meta.dirname,
      testMatch: [
        '<rootDir>/harness/**/*.test.ts',
        '<rootDir>/fixtures/**/*.test.ts',
        '<rootDir>/suites/**/*.test.ts',
      ],
      testEnvironment: 'node',
      globalSetup: '<rootDir>/harness/property/choose-seed.ts',
      setupFilesAfterEnv: ['<rootDir>/harness/property/report-replay.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform,
    },
    {
      displayName: 'purposes',
      rootDir: import.meta.dirname,
      testMatch: ['<rootDir>/suites/**/*.purpose.ts'],
      testEnvironment: '<rootDir>/harness/cell/jest-environment.ts',
      testEnvironmentOptions: { resultsDir: 'reports/allure-results' },
      setupFilesAfterEnv: ['<rootDir>/harness/cell/jest-setup.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform,
    },
  ],
};

export default config;
