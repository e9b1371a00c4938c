/** Values of an LwM2M JSON payload (TS 1.0 §6.4.4). */
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { ResourceType } from '../../value.ts';
import type { Decoded } from '../decoded-content.ts';
import { type Carried, type CarriedFault, kindOf, typed, typeOf } from '../flat/carried-value.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import type { LocatedValue } from '../flat/path-value.ts';
import { readBase64 } from '../single-value/base64.ts';
import {
  isJsonArray,
  isJsonObject,
  type JsonDocument,
  type JsonObject,
  type JsonValue,
} from './json-value.ts';
import { lwm2mJsonDeviation } from './lwm2m-json-deviation.ts';
import { type BaseName, baseNameOf, entryPath } from './lwm2m-json-name.ts';
import { booleanMeant, numberMeant, textMeant } from './meant.ts';

const MEMBERS: ReadonlySet<string> = new Set(['bn', 'bt', 'e']);
const ENTRY_MEMBERS: ReadonlySet<string> = new Set(['n', 't', 'v', 'sv', 'bv', 'ov']);

const FAULTS: Readonly<Record<CarriedFault, readonly [code: string, what: string]>> = {
  kind: ['value-member', 'carried in another member than its type has'],
  integer: ['integer-form', 'written with a fraction or an exponent'],
  range: ['value-range', 'out of its range'],
  value: ['value-type', 'not of its type'],
};

/** What holds for all entries of a payload. */
interface Base {
  readonly name: BaseName;
  readonly time: number | undefined;
}

/** The values of a payload in its order, typed by the definitions; a resource that none has is typed by its member. */
export function lwm2mJsonValues(
  path: Lwm2mPath,
  { root, offsetOf }: JsonDocument,
  definitions: DefinitionLookup,
): Decoded<readonly LocatedValue[]> {
  const findings: Findings = { deviations: [], faults: [] };
  const values: LocatedValue[] = [];
  if (!isJsonObject(root) || !isJsonArray(root.e)) {
    const due = isJsonObject(root) ? 'entries' : 'payload';
    findings.faults.push(lwm2mJsonDeviation(due, 'No object with an array e of entries', 0));
    return concluded(values, findings);
  }
  const offset = offsetOf(root);
  reportUnknown(root, MEMBERS, offset, findings);
  const base: Base = {
    name: baseNameOf(textIn(root, 'bn', offset, findings), path, offset, findings),
    time: timeIn(root, 'bt', offset, findings),
  };
  for (const entry of root.e) {
    if (!isJsonObject(entry)) {
      findings.faults.push(lwm2mJsonDeviation('entry', 'An entry that is no object', offsetOf(root.e)));
      continue;
    }
    const value = readEntry(entry, offsetOf(entry), base, definitions, findings);
    if (value !== null) values.push(value);
  }
  return concluded(values, findings);
}

function readEntry(
  entry: JsonObject,
  offset: number,
  base: Base,
  definitions: DefinitionLookup,
  findings: Findings,
): LocatedValue | null {
  reportUnknown(entry, ENTRY_MEMBERS, offset, findings);
  const path = entryPath(base.name, textIn(entry, 'n', offset, findings), offset, findings);
  if (path === null) return null;
  if (path.resource === undefined) {
    const message = `A value for ${formatPath(path)}, which is no resource`;
    findings.faults.push(lwm2mJsonDeviation('path-depth', message, offset));
    return null;
  }
  const due = resourceDefinition(definitions(path.object), path.resource)?.type;
  const carried = carriedBy(entry, due, offset, findings);
  if (carried === null) return null;
  const type = due ?? typeOf(carried);
  const { value, fault } = typed(type, carried);
  if (fault !== null) {
    const [code, what] = FAULTS[fault];
    const found = lwm2mJsonDeviation(code, `Value of ${formatPath(path)} (${type}) ${what}`, offset);
    (value === null ? findings.faults : findings.deviations).push(found);
  }
  if (value === null) return null;
  return { path, type, value, time: timeOf(base, entry, offset, findings), offset };
}

/** Of several values the one counts that the type asks for. */
function carriedBy(
  { v, sv, bv, ov }: JsonObject,
  due: ResourceType | undefined,
  offset: number,
  findings: Findings,
): Carried | null {
  const all: Carried[] = [];
  const number = numberIn(v, offset, findings);
  if (number !== undefined) all.push({ kind: 'number', value: number });
  const text = textOf(sv, offset, findings);
  if (text !== undefined) {
    all.push(due === 'Opaque' ? bytesIn(text, offset, findings) : { kind: 'text', value: text });
  }
  const flag = booleanIn(bv, offset, findings);
  if (flag !== undefined) all.push({ kind: 'boolean', value: flag });
  if (typeof ov === 'string') all.push({ kind: 'link', value: ov });
  const present = [v, sv, bv, ov].filter(member => member !== undefined).length;
  const kind = due === undefined ? null : kindOf(due);
  const chosen = all.find(each => each.kind === kind) ?? all[0];
  if (chosen === undefined) {
    const [code, message] =
      present === 0
        ? ['no-value', 'An entry without a value']
        : ['member-type', 'A value that is not of the JSON type of its member'];
    findings.faults.push(lwm2mJsonDeviation(code ?? '', message ?? '', offset));
    return null;
  }
  if (present > 1)
    findings.deviations.push(lwm2mJsonDeviation('several-values', 'An entry with several values', offset));
  return chosen;
}

/** Opaque is base64 in a string. What is none is left to be found of no type. */
function bytesIn(text: string, offset: number, findings: Findings): Carried {
  const decoded = readBase64(text);
  if (decoded === null) return { kind: 'text', value: text };
  if (decoded.departures.length > 0) {
    findings.deviations.push(
      lwm2mJsonDeviation('base64', 'Bytes that are not base64 with padding', offset, {
        clause: 'RFC 4648 §4',
      }),
    );
  }
  return { kind: 'bytes', value: decoded.bytes };
}

function textIn(
  object: JsonObject,
  name: 'bn' | 'n',
  offset: number,
  findings: Findings,
): string | undefined {
  const value = object[name];
  if (value === undefined || typeof value === 'string') return value;
  findings.deviations.push(memberType(name, 'string', offset));
  return textMeant(value);
}

/** Seconds. */
function timeIn(
  object: JsonObject,
  name: 'bt' | 't',
  offset: number,
  findings: Findings,
): number | undefined {
  const value = numberIn(object[name], offset, findings);
  if (value === undefined && object[name] !== undefined)
    findings.deviations.push(memberType(name, 'number', offset));
  return value === undefined ? undefined : Number(value);
}

/** Base time and time added up; null where neither is told, or nothing that could be a time. */
function timeOf(base: Base, entry: JsonObject, offset: number, findings: Findings): number | null {
  const time = timeIn(entry, 't', offset, findings);
  if (base.time === undefined && time === undefined) return null;
  const sum = (base.time ?? 0) + (time ?? 0);
  if (Number.isFinite(sum)) return sum;
  findings.deviations.push(lwm2mJsonDeviation('time', `${sum} is no time`, offset));
  return null;
}

function numberIn(
  value: JsonValue | undefined,
  offset: number,
  findings: Findings,
): bigint | number | undefined {
  const number = numberMeant(value);
  if (number !== undefined && typeof value === 'string') {
    findings.deviations.push(lwm2mJsonDeviation('member-type', 'A number that is a JSON string', offset));
  }
  return number;
}

function textOf(value: JsonValue | undefined, offset: number, findings: Findings): string | undefined {
  const text = textMeant(value);
  if (text !== undefined && text !== value) findings.deviations.push(memberType('sv', 'string', offset));
  return text;
}

function booleanIn(value: JsonValue | undefined, offset: number, findings: Findings): boolean | undefined {
  const flag = booleanMeant(value);
  if (flag !== undefined && flag !== value) findings.deviations.push(memberType('bv', 'boolean', offset));
  return flag;
}

function memberType(name: string, due: string, offset: number) {
  return lwm2mJsonDeviation('member-type', `Member ${name} that is no JSON ${due}`, offset);
}

function reportUnknown(
  object: JsonObject,
  known: ReadonlySet<string>,
  offset: number,
  findings: Findings,
): void {
  for (const name in object) {
    if (known.has(name)) continue;
    const message = `Member ${JSON.stringify(name.slice(0, 60))} is not known`;
    findings.deviations.push(lwm2mJsonDeviation('unknown-member', message, offset, { level: 'should' }));
  }
}
