import type { PartState } from '../../followup/index.ts';

/** What was raised, in the newest edition of its release: what a force is asked to do, or what others may learn from. */
export type PublicRaised = {
	/** Its number for ever: with its kind, how it is cited. */
	number: number;
	kind: 'area for improvement' | 'cause of concern' | 'recommendation' | 'promising practice';
	release: { slug: string; title: string; edition: number; publishedAt: Temporal.Instant };
	/** Null: to all forces, or to another body. */
	force: { id: string; slug: string; name: string } | null;
	component: string | null;
	componentTitle: string | null;
	/** The number of what it belongs to. */
	parent: number | null;
	title: string | null;
	text: string;
	addressee: string | null;
	theme: string | null;
	/** In words, and the day where it is one. */
	due: string | null;
	dueOn: Temporal.PlainDate | null;
	items: readonly { letter: string; text: string; due: string | null; dueOn: Temporal.PlainDate | null }[];
	illustrative: boolean;
	/** What everybody may know of what became of it: of what all forces were asked, where the one stands that moved least. */
	state: PublicState;
	/** Its number in the register, once it is there. */
	promise: number | null;
	/** How many were asked. */
	asked: number;
	overdue: boolean;
	stateIllustrative: boolean;
};

/** Nothing is asked of anybody by promising practice. */
export type PublicState = PartState | 'nothing asked';

/** As long as nobody has entered it, whatever is asked awaits its response. */
export function stateOf(kind: string, known?: { state: PartState }): PublicState {
	return kind === 'promising practice' ? 'nothing asked' : (known?.state ?? 'awaiting response');
}

/** Where it stands, in whatever edition. */
export function raisedHref({ release, number }: Pick<PublicRaised, 'release' | 'number'>): string {
	return `/publications/${release.slug}/raised#raised-${number}`;
}
