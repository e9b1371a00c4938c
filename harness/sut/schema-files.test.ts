import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { descriptorFormats } from './descriptor-formats.ts';
import { schemaFiles } from './schema-files.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/suts');

function published(name: string): ValidateFunction {
  const always = () => true;
  const formats = { ...descriptorFormats, 'check-id': always, 'purpose-id': always, 'web-address': always };
  return new Ajv2020({ allowUnionTypes: true, formats }).compile(JSON.parse(schemaFiles().get(name) ?? ''));
}

describe('The published schemas', () => {
  test.each([...schemaFiles().keys()])(
    '%s is what `node harness/sut/generate-schema.ts` writes today',
    name => {
      expect(readFileSync(join(import.meta.dirname, '../schema', name), 'utf8')).toBe(
        schemaFiles().get(name),
      );
    },
  );

  test.each(readdirSync(FIXTURES))('accept the files of %s', name => {
    const read = (file: string): unknown => parse(readFileSync(join(FIXTURES, name, file), 'utf8'));
    expect(published('sut.schema.json')(read('sut.yaml'))).toBe(true);
    expect(published('baseline.schema.json')(read('baseline.yaml'))).toBe(true);
    expect(published('sut.schema.json')(read('baseline.yaml'))).toBe(false);
  });
});

describe('control.schema.json', () => {
  const accepts = published('control.schema.json');
  const message = (rest: object): object => ({ jsonrpc: '2.0', ...rest });

  test.each([
    message({ id: 1, method: 'hello', params: {} }),
    message({ id: 2, method: 'start', params: { host: '127.0.0.1', port: 0 } }),
    message({
      id: 3,
      method: 'write',
      params: { endpoint: 'e', path: '/1/0', value: { 1: 60, 6: { 0: true } }, mode: 'update' },
    }),
    message({ id: 3, result: { code: '2.05', values: { '/3/0/0': 'Acme' } } }),
    message({ id: 3, result: { code: null } }),
    message({ id: 4, error: { code: -32601, message: 'not supported' } }),
    message({ method: 'event', params: { event: 'registered', endpoint: 'e' } }),
    message({
      id: 5,
      method: 'configure',
      params: {
        endpoint: 'e',
        plan: {
          discover: ['/'],
          deletes: ['/', '/0', '/1/0'],
          accounts: [
            {
              kind: 'server',
              serverUri: 'coap://192.0.2.7:5683',
              shortServerId: 1,
              lifetime: 60,
              binding: 'U',
              security: 'nosec',
            },
            {
              kind: 'bootstrap-server',
              serverUri: 'coaps://192.0.2.8',
              security: { identity: 'd', key: 'c2VjcmV0' },
            },
          ],
        },
      },
    }),
    message({ id: 6, method: 'trigger', params: { endpoint: 'e', clientUri: 'coap://127.0.0.1:40123' } }),
    message({ method: 'event', params: { event: 'bootstrapFailed', endpoint: 'e', reason: 'refused' } }),
  ])('accepts %j', line => {
    expect(accepts(line)).toBe(true);
  });

  test.each([
    message({ id: 1, method: 'reed', params: {} }),
    message({ id: 1, method: 'read', params: { endpoint: 'e', path: '3/0' } }),
    message({ id: 1, method: 'stop', params: {} }),
    { id: 1, method: 'hello', params: {} },
    message({ id: 1, error: { message: 'no code' } }),
    message({ method: 'event', params: { event: 'exploded', endpoint: 'e' } }),
    message({
      id: 5,
      method: 'configure',
      params: { endpoint: 'e', plan: { discover: ['0'], deletes: [], accounts: [] } },
    }),
  ])('refuses %j', line => {
    expect(accepts(line)).toBe(false);
  });
});
