import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import { guardedClock } from '../clock/guarded-clock.ts';
import { SystemClock } from '../clock/system-clock.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { hex } from '../dtls/bytes/write.ts';
import { ownPayloadInspection } from '../lwm2m/own-payload.ts';
import type { RecordedFinding } from '../record/events.ts';
import { recordingLayer, recordingNetwork, WireRecorder } from '../record/recording-network.ts';
import { loopbackHttp } from '../server/package-server/http-package-server.ts';
import { MemoryHttp } from '../server/package-server/memory-http.ts';
import type { ControlChannel } from '../sut/control-contract.ts';
import { isControlFailure, isUnsupportedVerb } from '../sut/control-errors.ts';
import { embeddedControl } from '../sut/embedded-control.ts';
import type { Network } from '../transport/datagram.ts';
import { MemoryNetwork } from '../transport/memory-network.ts';
import { Path } from '../transport/path/path.ts';
import { deriveSeed, seededRandom } from '../transport/random.ts';
import { UdpNetwork } from '../transport/udp-network.ts';
import type { CellPort, SutPort } from './cell-port.ts';
import { Checklist } from './checklist.ts';
import type { DeclaredPurpose } from './declare.ts';
import { SutDied } from './ending.ts';
import { OWN_IMAGES } from './firmware/own-images.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';
import { recordedControl } from './recorded-control.ts';
import { cellCredentials } from './security/cell-credentials.ts';
import { PurposeDtls } from './security/purpose-dtls.ts';
import { ENTROPY_BYTES, endpointName } from './slug.ts';
import { LONGEST_PURPOSE, withinLimit } from './time-limit.ts';

export interface OpenEnvironment {
  readonly environment: PurposeEnvironment;
  /** What the SUT has done wrong between and below messages so far, towards whichever peer, in order of arrival. */
  readonly findings: readonly RecordedFinding[];
  /** What went wrong in peers of ours so far, whether or not anybody looked at it. */
  readonly faults: readonly unknown[];
  /** Milliseconds since it was opened. */
  elapsed(): number;
  /** Runs work in the time of the cell. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Rejects when the SUT dies or a peer of ours faults. */
  readonly broken: Promise<never>;
  /** Releases everything, and gives what went wrong in that. */
  close(): Promise<readonly unknown[]>;
}

/** Fresh clock, randomness, endpoint name, sockets and record for one run of one purpose. */
export async function openEnvironment(purpose: DeclaredPurpose, port: CellPort): Promise<OpenEnvironment> {
  const sut = await port.sut();
  const virtual = port.description.time === 'virtual' ? new VirtualClock() : null;
  const fault = Promise.withResolvers<never>();
  const faults: unknown[] = [];
  const onFault = (thrown: unknown): void => {
    // A fault is told where it happens, and again by whoever is left with it.
    if (!faults.includes(thrown)) faults.push(thrown);
    fault.reject(thrown);
  };
  const clock: Clock = guardedClock(virtual ?? new SystemClock(), onFault);
  const memoryHttp = virtual === null ? null : new MemoryHttp(clock);
  const network: Network = virtual === null ? new UdpNetwork() : new MemoryNetwork(clock);
  const random = seededRandom(deriveSeed(port.seed, purpose.id));
  const entropy = virtual === null ? randomBytes(ENTROPY_BYTES) : random.bytes(ENTROPY_BYTES);
  const started = clock.now();
  const elapsed = (): number => Math.round((clock.now() - started) * 1000) / 1000;
  const about = { cell: port.description.id, purpose: purpose.id };
  const wire = new WireRecorder(clock, frame => port.emit({ type: 'frame', ...about, frame }));
  const paths = new Map<string, Path>();
  const pathOf = (peer: string): Path => {
    const path =
      paths.get(peer) ?? new Path(seededRandom(deriveSeed(port.seed, `${purpose.id} path ${peer}`)));
    paths.set(peer, path);
    return path;
  };
  const findings: RecordedFinding[] = [];
  const releases: (() => Promise<void>)[] = [];
  let open = true;
  let alive = true;
  const death = sutDeath(sut).catch(thrown => {
    alive = false;
    throw thrown;
  });
  const broken = Promise.race([fault.promise, death]);
  broken.catch(() => {});

  const { lwm2m, security } = port.description;
  const credentials = cellCredentials(security, random, port.longestIdentity);
  const isSecured = security !== 'nosec';
  // Below DTLS a path would not know what it is to lose: the one that purposes impair lies above.
  const clear = new Path(random);
  const carried = (peer: string): Network => recordingNetwork(network, peer, wire, clear, 'dtls');
  const inspectPayload = ownPayloadInspection({ definitions: port.definitions, version: lwm2m });
  const control: ControlChannel =
    sut.kind === 'controlled'
      ? sut.control
      : (sut.peer ?? (peer => embeddedControl(sut.variation ?? { role: purpose.role }, peer)))({
          ...{ network, clock, random, parameters: port.parameters, lwm2m, onFault },
          // What a variation sends otherwise is wrong on purpose.
          inspectPayload: sut.variation === undefined ? inspectPayload : undefined,
          ...{ definitions: port.definitions, objects: port.objects },
          ...(memoryHttp === null ? {} : { http: (uri: string) => memoryHttp.fetch(uri) }),
        });
  // What a path does to datagrams may look like a fault of the SUT; only a purpose that impairs one can tell.
  const onFinding = (finding: RecordedFinding): void => {
    if (![...paths.values()].some(({ altered }) => altered)) findings.push(finding);
  };
  const dtls = new PurposeDtls(clock, {
    secrets: (clientRandom, master) =>
      port.emit({ type: 'secrets', ...about, clientRandom: hex(clientRandom), master: hex(master) }),
    finding: onFinding,
  });
  const run = <T>(work: () => Promise<T>): Promise<T> =>
    virtual === null ? withinLimit(work, LONGEST_PURPOSE, clock) : virtual.run(work);
  return {
    environment: {
      ...{ clock, random, onFault, inspectPayload, time: port.description.time },
      ...{ onFinding, dtls },
      onCapability: shown => port.emit({ type: 'capability', ...about, ...shown }),
      checklist: new Checklist(purpose.id, purpose.level, port.definitions),
      endpoint: credentials.endpoint ?? endpointName(purpose.id, entropy),
      credentials,
      parameters: port.parameters,
      tolerance: port.tolerance,
      lifetime: port.lifetime,
      bootstrapTimeout: port.bootstrapTimeout ?? port.parameters.exchangeLifetime,
      shortServerId: port.shortServerId,
      serverAddress: port.serverAddress,
      firmware: port.firmware ?? OWN_IMAGES,
      http: memoryHttp ?? loopbackHttp,
      lwm2m,
      ics: port.description.ics ?? {},
      definitions: port.definitions,
      // The channel outlives the purpose: events of later ones do not belong into this record.
      control: recordedControl(control, note => {
        if (open) port.emit({ type: 'control', ...about, at: elapsed(), ...note });
      }),
      network: peer => (isSecured ? carried(peer) : recordingNetwork(network, peer, wire, pathOf(peer))),
      layer: peer => (isSecured ? recordingLayer(peer, wire, pathOf(peer)) : undefined),
      path: pathOf,
      atEnd: release => releases.push(release),
    },
    ...{ findings, faults },
    elapsed,
    run,
    broken,
    async close() {
      const before = faults.length;
      const failed: unknown[] = [];
      const fail = (thrown: unknown): void => void failed.push(thrown);
      await run(async () => {
        // One release that fails must not keep the others from happening.
        for (const release of releases.reverse()) await release().catch(fail);
      }).catch(fail);
      open = false;
      // A SUT that is dead or has no such verb cannot be stopped; the first is in the result, the second in the plan.
      const excused = (thrown: unknown): boolean =>
        isUnsupportedVerb(thrown) || (!alive && isControlFailure(thrown));
      return [...faults.slice(before), ...failed.filter(thrown => !excused(thrown))];
    },
  };
}

async function sutDeath(sut: SutPort): Promise<never> {
  if (sut.died === undefined) return new Promise<never>(() => {});
  const { reason, lastWords } = await sut.died;
  throw new SutDied(reason, lastWords);
}
