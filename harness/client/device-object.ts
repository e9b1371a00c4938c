import type { Clock } from '../clock/clock.ts';
import type { NamedTimers } from '../clock/named-timers.ts';
import type { Outcome } from '../coap/exchange/received-message.ts';
import type { Request } from '../coap/exchange/request.ts';
import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import type { Address } from '../transport/datagram.ts';
import type { TrafficListener } from '../transport/movable-socket.ts';
import type { AccessKeeper } from './access/access-keeper.ts';
import type { ClientConfiguration } from './client-configuration.ts';
import type { ClientTimer } from './client-hooks.ts';
import type { DataModel } from './data-model.ts';
import type { ErrorConditions } from './error-conditions.ts';
import type { InstalledObject } from './leave-factory.ts';
import type { InstanceState } from './resource-state.ts';
import type { WallTime } from './wall-time.ts';

/** What a part of the device hears of the device's life. */
export interface DevicePart {
  /** It starts anew; what was written is kept. */
  readonly rebooting?: () => void;
  /** It has lost its network, or has it back. */
  readonly network?: (there: boolean) => void;
  /** It is no more: closed, or as it left the factory. */
  readonly ended?: () => void;
}

/** What an upper tester has prepared the device for. */
export interface DeviceConditions {
  /** The Update Result that the next package comes to; null: what the package says. */
  firmwareOutcome: number | null;
}

/** What the objects of a device can do with the device they are part of. */
export interface Device {
  readonly model: DataModel;
  readonly clock: Clock;
  readonly configuration: ClientConfiguration;
  /** What it can have instances of, by id. */
  readonly objects: ReadonlyMap<number, InstalledObject>;
  readonly timers: NamedTimers<ClientTimer>;
  readonly conditions: DeviceConditions;
  /** Sends a request of its own, to whomever. */
  readonly request: (to: Address, request: Request) => Promise<Outcome>;
  /** Hears of reboots and of the end. */
  join(part: DevicePart): void;
  /** Who may do what with it, once it has several servers. */
  readonly access: AccessKeeper;
  readonly time: WallTime;
  /** What is wrong with it. */
  readonly errors: ErrorConditions;
  /** The address that it sends from. */
  host(): string;
  /** Hears of every datagram that it sends or receives, until the returned function is called. */
  onTraffic(listener: TrafficListener): () => void;
  /** De-registers from that server and leaves it alone for its Disable Timeout (TS 1.0 E.2). */
  disable(serverInstance: number): void;
  /** Sends an Update to that server. */
  update(serverInstance: number): void;
  /** Whether it knows a bootstrap server. */
  canBootstrap(): boolean;
  /** Asks its bootstrap server for a bootstrap. */
  bootstrap(): void;
  /** Has no network for so many milliseconds, once the answer has left; then tells every server that it is back. */
  radioOff(milliseconds: number): void;
  /** Goes on over another bearer (object 4), with another address, once the answer has left; tells every server. */
  useBearer(bearer: bigint): void;
  /** Starts anew, without a word to anyone; what was written is kept. */
  reboot(): void;
  /** Starts anew as it left the factory. */
  factoryReset(): void;
}

/** One object as the reference client has it. */
export interface DeviceObject {
  readonly id: number;
  /** The instances that it leaves the factory with, by id. */
  instances(device: Device, definition: ObjectDefinition): ReadonlyMap<number, InstanceState>;
  /** Whether servers may create and delete instances; absent: they may not. */
  readonly creatable?: boolean;
  /** Makes an instance of values that someone gave, whoever it was: adds what does something. Absent: nothing does. */
  readonly adopt?: (
    device: Device,
    definition: ObjectDefinition,
    instance: number,
    given: InstanceState,
  ) => InstanceState;
}
