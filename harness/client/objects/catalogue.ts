import type { DeviceObject } from '../device-object.ts';
import { accessControl } from './access-control.ts';
import { actuation } from './actuation.ts';
import { apnConnectionProfile } from './apn-connection-profile.ts';
import { bearerSelection } from './bearer-selection.ts';
import { cellularConnectivity } from './cellular-connectivity.ts';
import { connectivityMonitoring } from './connectivity-monitoring.ts';
import { connectivityStatistics } from './connectivity-statistics.ts';
import { device } from './device.ts';
import { deviceCapability } from './device-capability.ts';
import { digitalInput } from './digital-input.ts';
import { energy } from './energy.ts';
import { eventLog } from './event-log.ts';
import { firmware } from './firmware.ts';
import { lightControl } from './light-control.ts';
import { location } from './location.ts';
import { onOffSwitch } from './on-off-switch.ts';
import { portfolio } from './portfolio.ts';
import { powerControl } from './power-control.ts';
import { powerMeasurement } from './power-measurement.ts';
import { security } from './security.ts';
import { server } from './server.ts';
import { setPoint } from './set-point.ts';
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
  apnConnectionProfile,
  bearerSelection,
  deviceCapability,
  portfolio,
  eventLog,
  digitalInput,
  temperature,
  powerMeasurement,
  actuation,
  setPoint,
  lightControl,
  powerControl,
  energy,
  onOffSwitch,
];
