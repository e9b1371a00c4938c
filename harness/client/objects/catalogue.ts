import type { DeviceObject } from '../device-object.ts';
import { accessControl } from './access-control.ts';
import { actuation } from './actuation.ts';
import { cellularConnectivity } from './cellular-connectivity.ts';
import { connectivityMonitoring } from './connectivity-monitoring.ts';
import { connectivityStatistics } from './connectivity-statistics.ts';
import { device } from './device.ts';
import { deviceCapability } from './device-capability.ts';
import { firmware } from './firmware.ts';
import { location } from './location.ts';
import { portfolio } from './portfolio.ts';
import { security } from './security.ts';
import { server } from './server.ts';
import { temperature } from './temperature.ts';

/** The objects that the reference client has by itself, in the order in which it lists them. */
export const DEVICE_OBJECTS: readonly DeviceObject[] = [
  security,
  server,
  accessControl,
  device,
  connectivityMonitoring,
  firmware,
  location,
  connectivityStatistics,
  cellularConnectivity,
  deviceCapability,
  portfolio,
  temperature,
  actuation,
];
