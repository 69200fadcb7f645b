import type { Problem } from '../../foundation/index.ts';
import type { Existence } from '../forces/force.ts';
import type { Holder } from '../forces/post.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { Inspection } from '../planning/plan.store.ts';
import type { TeamMember } from '../planning/team.store.ts';
import type { Scoping } from '../scoping/scoping.ts';

/** Everything that the rules of an inspection ask about it, as it stands today in London. */
export type Inspecting = {
	inspection: Inspection;
	today: Temporal.PlainDate;
	framework: Framework | null;
	scoping: Scoping | null;
	/** Whoever leads it first. */
	team: readonly TeamMember[];
	/** On the first day of fieldwork; as long as that is not set, today. */
	chiefOfficer: Holder | null;
	hmInspector: Holder | null;
	/** What rooms above still want before an action, by the action. */
	gates: ReadonlyMap<string, readonly Problem[]>;
	/** Its first and its last day, where they are known. */
	existence: Existence;
	/** It was not brought to its end here: it was recorded as published earlier. */
	recorded: boolean;
	/** What the release of its documents still lacks; null where no room releases any. */
	release: readonly Problem[] | null;
};

export type InspectionAction =
	| 'open'
	| 'begin fieldwork'
	| 'end fieldwork'
	| 'begin reporting'
	| 'publish'
	| 'close'
	| 'record'
	| 'cancel'
	| 'call off'
	| 'reopen'
	| 'plan again';

/** Where its dates are planned, by those who plan; everybody reads them where its programme shows the plan. */
export const planOf = ({ id, programme }: Inspection) => `/programmes/${programme.slug}/inspections/${id}`;
export const planned = ({ programme }: Inspection) => `/programmes/${programme.slug}#inspections`;
