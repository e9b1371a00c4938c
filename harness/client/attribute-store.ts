import type { CoapMessage, Code } from '../coap/message/message.ts';
import { queryOf } from '../coap/message/options.ts';
import {
  applyAttributes,
  attributeApplies,
  attributesFault,
  isNotificationAttribute,
  type NotificationAttributes,
  parseAttributes,
} from '../lwm2m/attributes/attributes.ts';
import type { Lwm2mVersion } from '../lwm2m/attributes/lwm2m-version.ts';
import { resourceDefinition } from '../lwm2m/model/object-definition.ts';
import { formatPath, type Lwm2mPath, pathDepth } from '../lwm2m/path.ts';
import type { ServerAccount } from './accounts.ts';
import { type DataModel, integerAt } from './data-model.ts';

/** Gives the attributes that an observation of a path goes by, in place of those in force. */
export type AttributesInForce = (path: Lwm2mPath, inForce: NotificationAttributes) => NotificationAttributes;

/** A PUT that has parameters and no content (TS 1.0 §8.2.5). */
export function isWriteAttributes(put: CoapMessage): boolean {
  return queryOf(put).length > 0 && put.payload.length === 0;
}

/** Notification attributes that one server has written, by the path they were written to (TS 1.0 §5.1.2). */
export class AttributeStore {
  readonly #model: DataModel;
  readonly #version: Lwm2mVersion;
  readonly #serverInstance: number;
  readonly #inForce: AttributesInForce;
  readonly #written = new Map<string, NotificationAttributes>();

  constructor(
    model: DataModel,
    account: Pick<ServerAccount, 'serverInstance'>,
    version: Lwm2mVersion = '1.0',
    inForce: AttributesInForce = (_, attributes) => attributes,
  ) {
    this.#model = model;
    this.#version = version;
    this.#serverInstance = account.serverInstance;
    this.#inForce = inForce;
  }

  /** Write-Attributes (TS 1.0 §5.4.4): all of them or none. */
  write(path: Lwm2mPath, query: readonly string[]): Code {
    const { changes } = parseAttributes(query, this.#version);
    if (changes === null) return '4.00';
    const type = resourceDefinition(
      this.#model.objects.get(path.object)?.definition,
      path.resource ?? -1,
    )?.type;
    const applicable = Object.keys(changes).every(
      name => isNotificationAttribute(name) && attributeApplies(name, pathDepth(path), type, this.#version),
    );
    const merged = applyAttributes(this.at(path), changes);
    if (!applicable || attributesFault(merged, this.#version) !== null) return '4.00';
    this.#written.set(formatPath(path), merged);
    return '2.04';
  }

  /** An instance has gone, and what was written to it with it: another one may come with its id. */
  forget(object: number, instance: number): void {
    const gone = formatPath({ object, instance });
    for (const path of [...this.#written.keys()]) {
      if (path === gone || path.startsWith(`${gone}/`)) this.#written.delete(path);
    }
  }

  /** Written to this very path. */
  at(path: Lwm2mPath): NotificationAttributes {
    return this.#written.get(formatPath(path)) ?? {};
  }

  /** Written to this path or above it; the level nearest to the resource wins. */
  inherited(path: Lwm2mPath): NotificationAttributes {
    const { object, instance, resource } = path;
    return {
      ...this.at({ object }),
      ...(instance === undefined ? {} : this.at({ object, instance })),
      ...(instance === undefined || resource === undefined ? {} : this.at({ object, instance, resource })),
      ...this.at(path),
    };
  }

  /** What an observation goes by: the defaults of the server account stand in for what was not written. */
  inForce(path: Lwm2mPath): NotificationAttributes {
    const pmin = integerAt(this.#model, [1, this.#serverInstance, 2]);
    const pmax = integerAt(this.#model, [1, this.#serverInstance, 3]);
    return this.#inForce(path, { pmin, ...(pmax > 0 ? { pmax } : {}), ...this.inherited(path) });
  }
}
