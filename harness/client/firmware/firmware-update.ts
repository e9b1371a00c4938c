import type { Timer } from '../../clock/clock.ts';
import type { Code } from '../../coap/message/message.ts';
import type { Device } from '../device-object.ts';
import type { ArrivingPart } from '../resource-state.ts';
import { decodePackage, type FirmwarePackage } from './firmware-package.ts';
import { FirmwareState, UpdateResult } from './firmware-states.ts';
import { fetchPackage } from './package-fetch.ts';

/** Bytes that the device has room for. */
export const FLASH_BYTES = 8_192;
/** How long installing a package takes, milliseconds. */
const INSTALLATION_MS = 30_000;

type Phase =
  | { readonly name: 'idle' }
  /** `pushed`: by the server; else from its Package URI. */
  | { readonly name: 'downloading'; readonly pushed: boolean }
  | { readonly name: 'downloaded'; readonly package: FirmwarePackage }
  | { readonly name: 'updating'; readonly package: FirmwarePackage };

const IDLE: Phase = { name: 'idle' };

/** The firmware update of a device: the state machine of TS 1.0 E.6.1. Its state and result survive a reboot. */
export class FirmwareUpdate {
  readonly #device: Device;
  #phase: Phase = IDLE;
  #installation: Timer | null = null;

  constructor(device: Device) {
    this.#device = device;
    device.join({
      rebooting: () => this.#powerLost(),
      ended: () => this.#stop(),
    });
  }

  /** Update is only for a package that is there; in every other state it is refused (4.05). */
  get ready(): boolean {
    return this.#phase.name === 'downloaded';
  }

  get updating(): boolean {
    return this.#phase.name === 'updating';
  }

  /** A part of a Package that comes in blocks. */
  arriving({ offset, length, announced }: ArrivingPart): Code | null {
    if (this.updating) return '4.05';
    if (offset === 0) this.#begin({ name: 'downloading', pushed: true });
    if (this.#phase.name !== 'downloading' || !this.#phase.pushed) return null;
    if (Math.max(offset + length, announced) <= FLASH_BYTES) return null;
    this.#end(UpdateResult.notEnoughFlash);
    return '4.13';
  }

  /** A Package, whole; one byte NUL takes the object back to Idle. */
  pushed(bytes: Uint8Array): void {
    const comesTo = bytes.length === 1 && bytes[0] === 0 ? UpdateResult.initial : this.#examined(bytes);
    if (typeof comesTo === 'number') this.#end(comesTo);
    else this.#keep(comesTo);
  }

  /** A Package URI; the empty one takes the object back to Idle. */
  pull(uri: string): void {
    if (uri === '') this.#end(UpdateResult.initial);
    else this.#fetch(uri);
  }

  #fetch(uri: string): void {
    const phase: Phase = { name: 'downloading', pushed: false };
    this.#begin(phase);
    const { request, configuration, clock } = this.#device;
    void clock
      .wait(1)
      .then(() =>
        this.#phase === phase ? fetchPackage(uri, { coap: request, http: configuration.http }) : null,
      )
      .then(fetched => {
        // Something else was begun meanwhile, and this download is none any more.
        if (fetched === null || this.#phase !== phase) return;
        const comesTo = 'bytes' in fetched ? this.#examined(fetched.bytes) : fetched.result;
        if (typeof comesTo === 'number') this.#end(comesTo);
        else this.#keep(comesTo);
      });
  }

  install(): void {
    if (this.#phase.name !== 'downloaded') return;
    const { package: installed } = this.#phase;
    this.#phase = { name: 'updating', package: installed };
    this.#show(FirmwareState.updating, UpdateResult.initial);
    this.#installation = this.#device.timers.after('firmware', INSTALLATION_MS, () =>
      this.#installed(installed),
    );
  }

  /** Cancel (object version 1.1 and later). */
  cancel(): void {
    this.#end(UpdateResult.cancelled);
  }

  #installed(installed: FirmwarePackage): void {
    this.#installation = null;
    const comesTo = this.#wanted(installed);
    this.#device.conditions.firmwareOutcome = null;
    if (comesTo === UpdateResult.failed) {
      this.#phase = { name: 'downloaded', package: installed };
      this.#show(FirmwareState.downloaded, UpdateResult.failed);
      return;
    }
    this.#device.model.set(3, 0, 3, { single: installed.version });
    this.#end(UpdateResult.success);
    this.#device.reboot();
  }

  #begin(phase: Phase): void {
    this.#phase = phase;
    this.#describe('', '');
    this.#show(FirmwareState.downloading, UpdateResult.initial);
  }

  /** A package that can be kept, or the Update Result that its download ends with. */
  #examined(bytes: Uint8Array): FirmwarePackage | number {
    if (bytes.length > FLASH_BYTES) return UpdateResult.notEnoughFlash;
    const decoded = decodePackage(bytes);
    if (decoded === 'type') return UpdateResult.unsupportedType;
    if (decoded === 'integrity') return UpdateResult.integrityFailed;
    const wanted = this.#wanted(decoded);
    if (!DOWNLOAD_FAILURES.includes(wanted)) return decoded;
    this.#device.conditions.firmwareOutcome = null;
    return wanted;
  }

  #keep(kept: FirmwarePackage): void {
    this.#phase = { name: 'downloaded', package: kept };
    this.#describe(kept.name, kept.version);
    this.#show(FirmwareState.downloaded, UpdateResult.initial);
  }

  /** What the upper tester has asked for comes before what the package says. */
  #wanted({ outcome }: FirmwarePackage): number {
    return this.#device.conditions.firmwareOutcome ?? outcome;
  }

  #end(result: number): void {
    this.#phase = IDLE;
    this.#describe('', '');
    this.#show(FirmwareState.idle, result);
  }

  /** What was downloaded so far is lost; an installation goes on. */
  #powerLost(): void {
    if (this.#phase.name === 'downloading') this.#end(UpdateResult.connectionLost);
  }

  #stop(): void {
    this.#installation?.cancel();
    this.#phase = IDLE;
  }

  #show(state: FirmwareState, result: number): void {
    const { model } = this.#device;
    // A server that sees the new state must not read the old result beside it.
    model.set(5, 0, 5, { single: BigInt(result) });
    model.set(5, 0, 3, { single: BigInt(state) });
  }

  #describe(name: string, version: string): void {
    const { model } = this.#device;
    model.set(5, 0, 6, { single: name });
    model.set(5, 0, 7, { single: version });
  }
}

const DOWNLOAD_FAILURES: readonly number[] = [
  UpdateResult.notEnoughFlash,
  UpdateResult.outOfMemory,
  UpdateResult.connectionLost,
  UpdateResult.integrityFailed,
  UpdateResult.unsupportedType,
];
