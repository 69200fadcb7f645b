import type { AccountActor, Tx } from '../../foundation/index.ts';
import type { InspectionTab, ProgrammeTab } from '../../programmes/index.ts';
import type { Release } from './release.ts';
import type { ReleasingPorts } from './releasing.store.ts';

/** A row of what is said of a release on its page, by a stair that knows: who may read it, how far its freezing is. */
export type Fact = { key: string; text: string; href?: string };
export type FactSource = (tx: Tx, release: Release, actor: AccountActor) => Promise<readonly Fact[]>;

/** What the pages of gathering show of higher stairs and rooms. */
export type GatheringPorts = {
	releasing: ReleasingPorts;
	facts?: readonly FactSource[];
	/** All pages of an inspection and of a programme, this room’s among them. */
	tabs: readonly InspectionTab[];
	programmeTabs?: readonly ProgrammeTab[];
};
