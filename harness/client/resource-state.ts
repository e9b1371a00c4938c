import type { Code } from '../coap/message/message.ts';
import type { ObjectDefinition, ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import { sameValue, type Value } from '../lwm2m/value.ts';

/** What a resource holds: one value, or values by resource instance id. */
export type Content = { readonly single: Value } | { readonly multiple: ReadonlyMap<number, Value> };

/** What an executable resource does. */
export interface Execution {
  /** Whether it can be executed as things stand; if not, the answer is 4.05. */
  readonly ready?: () => boolean;
  /** Runs once the answer has left; `argument` is the text/plain payload, null without one. */
  readonly run: (argument: string | null) => void;
}

/** A part of content that comes in blocks, before the whole is there (RFC 7959 §2.5). Lengths in bytes. */
export interface ArrivingPart {
  readonly offset: number;
  readonly length: number;
  /** Of the whole, where Size1 tells it; else 0. */
  readonly announced: number;
}

/** What a resource does when a server writes it, beyond holding the value. */
export interface WriteReaction {
  /** Hears of every block of content, and may end the transfer with a code; null lets it go on. */
  readonly arriving?: (part: ArrivingPart) => Code | null;
  /** Refuses content that the type and range allow; null accepts it. Changes nothing. */
  readonly refuses?: (content: Content) => Code | null;
  /** After the content is stored, also when it is the same as before. */
  readonly wrote?: (content: Content) => void;
}

export interface ResourceState {
  readonly definition: ResourceDefinition;
  /** Null for an executable one, or while there is no value. A getter where the value is made when it is asked for. */
  content: Content | null;
  readonly execution: Execution | null;
  readonly onWrite?: WriteReaction;
}

export type InstanceState = Map<number, ResourceState>;

export interface ObjectState {
  readonly definition: ObjectDefinition;
  readonly instances: Map<number, InstanceState>;
}

/** What can only be read is there while it has a value. */
export function isThere({ definition, content }: ResourceState): boolean {
  return content !== null || definition.operations !== 'R';
}

export function sameContent(a: Content, b: Content): boolean {
  if ('single' in a || 'single' in b) return 'single' in a && 'single' in b && sameValue(a.single, b.single);
  if (a.multiple.size !== b.multiple.size) return false;
  return [...a.multiple].every(([id, value]) => {
    const other = b.multiple.get(id);
    return other !== undefined && sameValue(value, other);
  });
}
