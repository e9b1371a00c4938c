import { describe, expect, test } from '@jest/globals';
import { parseLinkFormat } from '../lwm2m/content/link-format/link-format.ts';
import { objectPaths, objectRoot } from './object-root.ts';

const linksIn = (text: string) => parseLinkFormat(text).links ?? [];

describe('objectRoot', () => {
  test.each([
    ['</1/0>,</3/0>', ''],
    ['</>;rt="oma.lwm2m";ct=11543,</1/0>', ''],
    ['</lwm2m>;rt="oma.lwm2m",</lwm2m/1/0>', '/lwm2m'],
    ['</a/b>;rt="other oma.lwm2m",</a/b/1/0>', '/a/b'],
  ])('finds in %s the root "%s"', (text, root) => {
    expect(objectRoot(linksIn(text))).toBe(root);
  });
});

describe('objectPaths', () => {
  test('leaves out the root itself and what is not below it', () => {
    const links = linksIn('</lwm2m>;rt="oma.lwm2m",</lwm2m/1/0>,</lwm2m/3303>,</other/1>');
    expect(objectPaths(links)).toEqual(['/1/0', '/3303']);
  });

  test('gives every path of objects at the root', () => {
    expect(objectPaths(linksIn('</>;rt="oma.lwm2m",</1/0>,</3/0>'))).toEqual(['/1/0', '/3/0']);
  });
});
