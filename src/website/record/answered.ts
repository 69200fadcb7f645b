/** What a local policing body publishes about a report, in its newest version. */
export type PublicResponse = {
	release: string;
	document: string;
	report: { title: string; publishedOn: Temporal.PlainDate };
	force: { id: string; slug: string; name: string };
	body: string;
	dueOn: Temporal.PlainDate;
	respondedOn: Temporal.PlainDate;
	daysLate: number;
	text: string;
	/** Of each recommendation, by its number in the register. */
	parts: readonly {
		promise: number;
		title: string | null;
		text: string;
		answer: 'taken' | 'proposed' | 'none';
		words: string;
	}[];
	/** National reports that it answers too. */
	also: readonly { slug: string; title: string }[];
	chief: { comments: string; by: string | null; on: Temporal.PlainDate | null } | null;
	chiefInvitedOn: Temporal.PlainDate | null;
	reply: string | null;
	/** Where it was published, of one that the inspectorate put on record. */
	elsewhere: string | null;
	recorded: boolean;
	version: number;
	note: string | null;
	illustrative: boolean;
};

/** What a force says that it will do, as it published it: its newest version. */
export type PublicPlan = {
	number: number;
	version: number;
	force: { id: string; slug: string; name: string };
	programme: string;
	title: string;
	publishedOn: Temporal.PlainDate;
	note: string | null;
	/** Where the force has published it as well. */
	address: string | null;
	elements: readonly { number: number; name: string; says: string | null; text: string | null }[];
	recommendations: readonly {
		promise: number;
		kind: string;
		title: string | null;
		asked: string;
		text: string | null;
	}[];
	milestones: readonly {
		number: number;
		element: number | null;
		promise: number | null;
		title: string;
		owner: string;
		due: Temporal.PlainDate;
		done: Temporal.PlainDate | null;
	}[];
	illustrative: boolean;
};

/** A decision on how closely a force is watched. */
export type PublicStage = {
	number: number;
	force: { id: string; slug: string; name: string };
	was: string;
	stage: string;
	name: string;
	since: Temporal.PlainDate;
	reasons: string;
	decidedBy: string;
	decidedByRole: string;
	/** What has to be seen before it ends. */
	criteria: readonly { text: string; metOn: Temporal.PlainDate | null }[];
	unmetBecause: string | null;
	illustrative: boolean;
};
