import type { Problem, Tx } from '../../foundation/index.ts';
import type { Inspection } from '../planning/plan.store.ts';

/** How a room above says what it still wants before an action is taken on an inspection: nothing, when it wants nothing. */
export type GateSource = (tx: Tx, inspection: Inspection, action: string) => Promise<Problem[]>;

/** How the room that releases documents says what is not released yet of an inspection. */
export type ReleaseSource = (tx: Tx, inspection: Inspection) => Promise<Problem[]>;

export type GatePorts = { gates?: readonly GateSource[]; release?: ReleaseSource };
