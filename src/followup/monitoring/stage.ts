import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

export const stages = ['default', 'enhanced'] as const;
export type Stage = (typeof stages)[number];

/** What this inspectorate calls each: people elsewhere say "Scan" and "Engage". */
export type StageNames = Readonly<Record<Stage, string>>;

export type Notice = { at: Temporal.Instant; by: string };

/** What has to be seen before the force leaves the enhanced stage, and how it stands. */
export type Criterion = {
	id: string;
	position: number;
	text: string;
	looks: readonly Look[];
};

/** That it was found to be met, or no longer: how the inspectorate knows, for the force to read. */
export type Look = { met: boolean; on: Temporal.PlainDate; words: string; by: string };

/** A change of stage; or, within the enhanced one, other reasons and criteria. */
export type Decision = {
	id: string;
	/** From the moment on at which its force was told; null before. */
	number: number | null;
	force: string;
	step: number;
	was: Stage;
	stage: Stage;
	on: Temporal.PlainDate;
	/** For everybody. */
	reasons: string;
	/** For the force. */
	plan: string | null;
	unmetBecause: string | null;
	illustrative: boolean;
	by: string;
	role: string;
	told: Notice | null;
	published: Notice | null;
	takenBack: Notice | null;
	criteria: readonly Criterion[];
	/** Between colleagues; of nobody else is anything in here. */
	reasoning: readonly (Notice & { text: string })[];
};

export const monitoringPolicy = definePolicy('monitoring', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles, 'local policing body') },
	/** Which stage a force is in; and to tell it, publish it or take it back. */
	decide: to('any', 'HM Inspector'),
	/** Whether a criterion is met; what was accelerated, and who was told of it. */
	look: to('any', 'inspector', 'HM Inspector'),
	/** Internal reasoning; which release and which cause of concern something accelerated belongs to. */
	keep: to('any', 'programme manager', 'inspector', 'HM Inspector'),
	'name stages': to('any', 'programme manager', 'HM Inspector', 'administrator'),
});

export function citeDecision({ number }: Pick<Decision, 'number'>): string {
	return number === null ? 'Without a number' : `MON-${number}`;
}

export function monitoringHref({ slug }: { slug: string }, page = ''): string {
	return `/followup/monitoring/${slug}${page === '' ? '' : `/${page}`}`;
}

/** The look that holds; null while nobody has found it to be met. */
export function metOf({ looks }: Pick<Criterion, 'looks'>): Look | null {
	const newest = looks.at(-1);
	return newest?.met === true ? newest : null;
}

export function unmetOf({ criteria }: Pick<Decision, 'criteria'>): readonly Criterion[] {
	return criteria.filter((criterion) => metOf(criterion) === null);
}

/** The decision that holds for whoever was handed these: the newest that was not taken back. */
export function holding(decisions: readonly Decision[]): Decision | null {
	const standing = decisions.filter(({ takenBack }) => takenBack === null);
	return standing.reduce<Decision | null>((last, one) => (one.step > (last?.step ?? 0) ? one : last), null);
}

/** Made, and not yet for everybody to read. */
export function isPending({ published, takenBack }: Decision): boolean {
	return published === null && takenBack === null;
}
