import type { Outcome } from '../../coap/exchange/received-message.ts';
import { METHODS } from '../../coap/message/codes.ts';
import { OptionNumber } from '../../coap/message/option-registry.ts';
import { uintOption } from '../../coap/message/options.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { ContentFormat } from '../../lwm2m/content/content-format.ts';
import { definitionOf } from '../../lwm2m/model/registry.ts';
import type { Content, DeviceOperations } from '../../server/device-operations.ts';
import { CoapPackageServer } from '../../server/package-server/coap-package-server.ts';
import type { HttpPackageServer } from '../../server/package-server/http-package-server.ts';
import { valuesIn } from '../../server/values-in.ts';
import type { FirmwareImageKind } from '../../verdict/purpose-declaration.ts';
import { REGISTER } from '../patterns.ts';
import { arrivalTolerance, type PurposeEnvironment } from '../purpose-environment.ts';
import type { TesterServer } from '../tester-server.ts';

/** Between two looks at what a device is doing, milliseconds. */
const LOOK_EVERY = 500;
const DOWNLOADING = 1;
const UPDATING = 3;

/** What becomes of an installation. */
export interface Installed {
  /** The device as it is reached afterwards: where it registered from, when it did. */
  readonly device: DeviceOperations;
  readonly registeredAgain: boolean;
  /** The last Read of /5/0 in TLV. */
  readonly status: Outcome;
}

/** What a purpose about firmware does, beyond single operations. */
export class FirmwareSteps {
  readonly #environment: PurposeEnvironment;
  readonly #server: TesterServer;

  constructor(environment: PurposeEnvironment, server: TesterServer) {
    this.#environment = environment;
    this.#server = server;
  }

  /** An image as the content of a Package. @throws HarnessBugError for one that the purpose has not declared. */
  image(kind: FirmwareImageKind): Content {
    const payload = this.#environment.firmware.images[kind];
    if (payload !== undefined) return { format: ContentFormat.opaque, payload };
    throw new HarnessBugError('firmware.image', `there is no firmware image: ${kind}`, {
      hint: 'name it in the `images` of the purpose',
    });
  }

  /** What Firmware Version is to say once the valid image is installed; null where nobody has told. */
  get version(): string | null {
    return this.#environment.firmware.version;
  }

  /** A server to fetch packages from. */
  async packageServer(): Promise<CoapPackageServer> {
    const { clock, random, parameters, onFault, serverAddress } = this.#environment;
    const packages = await CoapPackageServer.listen(
      {
        ...{ clock, random, parameters, onFault },
        network: this.#environment.network('package-server'),
        tolerance: arrivalTolerance(this.#environment),
      },
      serverAddress === null ? undefined : { ...serverAddress, port: 0 },
    );
    this.#environment.atEnd(() => packages.close());
    return packages;
  }

  /** A server to fetch packages from over HTTP. What it exchanges is no part of the wire record. */
  async httpPackageServer(): Promise<HttpPackageServer> {
    const packages = await this.#environment.http.open(this.#environment.serverAddress?.host);
    this.#environment.atEnd(() => packages.close());
    return packages;
  }

  /** The State and the Update Result among others, as a Read of /5/0 in TLV. */
  status(device: DeviceOperations, within?: number): Promise<Outcome> {
    return device.request({
      method: METHODS.get,
      options: [...device.path('/5/0'), uintOption(OptionNumber.accept, ContentFormat.tlv)],
      ...(within === undefined ? {} : { within }),
    });
  }

  /** The first status in which the device downloads no more; the last one where its patience ends before. */
  downloadEnded(device: DeviceOperations): Promise<Outcome> {
    return this.statusWhen(device, state => state !== DOWNLOADING);
  }

  /** The first status whose State is the one that is meant; the last one where the time is over before. */
  async statusWhen(
    device: DeviceOperations,
    isMeant: (state: unknown) => boolean,
    within: number = this.#patience,
  ): Promise<Outcome> {
    const { clock } = this.#environment;
    const since = clock.now();
    for (;;) {
      const status = await this.status(device);
      if (isMeant(stateIn(status)) || clock.now() - since >= within) return status;
      await clock.wait(LOOK_EVERY);
    }
  }

  /** Waits until an installation has come to its end, with or without a reboot. */
  async installed(device: DeviceOperations): Promise<Installed> {
    const { clock, parameters } = this.#environment;
    const since = clock.now();
    let current = { device, registeredAgain: false };
    for (;;) {
      const register = await this.#server.next(REGISTER, LOOK_EVERY);
      if (register.kind === 'arrived') {
        current = { device: this.#server.operationsOn(register.message), registeredAgain: true };
        await clock.wait(parameters.processingDelay / 4);
      }
      // What reboots does not answer: it is asked again, where it then is.
      const status = await this.status(current.device, parameters.processingDelay * 4);
      const state = stateIn(status);
      const ended = typeof state === 'number' && state !== UPDATING;
      // A device that says how it went before it reboots will register yet.
      if ((ended && (current.registeredAgain || state !== 0)) || clock.now() - since >= this.#patience)
        return { ...current, status };
    }
  }

  get #patience(): number {
    return this.#environment.parameters.maxTransmitWait * 2;
  }
}

function stateIn(status: Outcome): unknown {
  return status.kind === 'response' ? valuesIn('/5/0', status.message, definitionOf)['/5/0/3'] : undefined;
}
