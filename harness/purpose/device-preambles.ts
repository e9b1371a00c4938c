import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeCode, isSuccess } from '../coap/message/codes.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { PlainValue } from '../lwm2m/plain-value.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import type { ServerObservation } from '../server/server-observation.ts';
import { valuesIn } from '../server/values-in.ts';
import type { ControlValue } from '../sut/control-contract.ts';
import type { ClientSut } from './client-sut.ts';
import { Context } from './context.ts';
import type { Values } from './expect-content.ts';
import { tlv } from './payload.ts';

/** A device that has registered. */
export interface RegisteredDevice {
  readonly register: ReceivedMessage;
  readonly device: DeviceOperations;
  /** The location that the server gave it, `/rd/5a3f`. */
  readonly location: string;
  /** Path of the Server object instance of its account, `/1/0`. */
  readonly account: string;
  /** Where it has its objects: `/lwm2m`, or nothing for the root itself. */
  readonly root: string;
}

/** What purposes do to a device that has registered before they look at it. */
export abstract class DevicePreambles extends Context {
  abstract readonly sut: ClientSut;

  /** Preamble: the values at a path, by full path. @throws Inconclusive when a Read in TLV does not give any. */
  async valuesAt(device: DeviceOperations, path: string): Promise<Values> {
    const outcome = await device.read(path, ContentFormat.tlv);
    if (outcome.kind !== 'response') {
      this.inconclusive('preamble.no-response', `the client did not answer a Read of ${path}`);
    }
    const values = valuesIn(path, outcome.message, this.definitions);
    if (Object.keys(values).length > 0) return values;
    const { code } = outcome.message;
    this.inconclusive('preamble.refused', `a Read of ${path} gave no value: ${describeCode(code)}`);
  }

  /** Preamble: the value of one resource. @throws Inconclusive when a Read in TLV does not give it. */
  async valueAt(device: DeviceOperations, path: string): Promise<PlainValue> {
    const { [path]: value } = await this.valuesAt(device, path);
    return value ?? this.inconclusive('preamble.refused', `a Read of ${path} gave something else`);
  }

  /** Preamble: an observation of a path, in TLV. @throws Inconclusive when the device does not accept it. */
  async observed(device: DeviceOperations, path: string): Promise<ServerObservation> {
    const observation = await device.observe(path, ContentFormat.tlv);
    this.done(observation.first, `the Observe of ${path}`);
    if (!observation.established) {
      this.inconclusive('preamble.refused', `the Observe of ${path} was answered as a Read`);
    }
    return observation;
  }

  /**
   * Preamble: makes the device send an Update; of its own accord where it can be told to, else by the trigger of its account.
   * @throws Inconclusive when it refuses that.
   */
  async provokeUpdate({ device, account }: Pick<RegisteredDevice, 'device' | 'account'>): Promise<void> {
    if (await this.sut.triggerUpdate()) return;
    this.done(await device.execute(`${account}/8`), 'the Execute of the Registration Update Trigger');
  }

  /**
   * Preamble: gives a resource another value, and tells who did. The device itself does so where it can be told to: whether
   * it notifies a server of that server's own Writes is open (OMA#208). @throws Inconclusive when a Write is refused.
   */
  async change(
    device: DeviceOperations,
    path: string,
    value: string | number | boolean,
  ): Promise<'device' | 'server'> {
    if (await this.sut.setResource(path, value)) return 'device';
    this.done(await device.write(path, tlv(path, value, this.definitions)), `the Write on ${path}`);
    return 'server';
  }

  /** Preamble: a value changes as a sensor would change it. @throws Inconclusive where the device cannot be told to change it. */
  async sense(path: string, value: ControlValue): Promise<void> {
    if (await this.sut.setResource(path, value)) return;
    this.inconclusive('control.declined', `the SUT cannot be told to change ${path} by itself`);
  }

  /** Ends the purpose: only a change by the device itself would have had to be notified. */
  ownWriteUnnoticed(path: string): never {
    this.inconclusive(
      'preamble.no-response',
      `no notification came of a Write on ${path} by the observing server, which may be left out, and the SUT cannot be told to change it`,
    );
  }

  /** Preamble: goes on only if the device did what it was asked. @throws Inconclusive otherwise. */
  done(outcome: Outcome, what: string): void {
    if (outcome.kind !== 'response') this.inconclusive('preamble.no-response', `no answer to ${what}`);
    const { code } = outcome.message;
    if (!isSuccess(code)) this.inconclusive('preamble.refused', `${what} was answered ${describeCode(code)}`);
  }
}
