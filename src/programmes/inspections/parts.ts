import type { InspectionTab } from '../scoping/tabs.ts';
import type { GatePorts } from './gates.ts';

/** What rooms above bring to the pages of an inspection. */
export type InspectionPorts = GatePorts & { tabs?: readonly InspectionTab[] };
