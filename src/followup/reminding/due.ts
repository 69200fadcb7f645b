/** Something that has to be done by a day, as whoever is reminded of it is told: by its number, and no word of what it says. */
export type Due = {
	what: 'part' | 'response' | 'window';
	id: string;
	on: Temporal.PlainDate;
	/** "FU-4 (b)" */
	cited: string;
	/** What it is called, for those who read it as themselves. */
	title: string;
	path: string;
	force: { slug: string; name: string } | null;
};

/** How near it is: a window only ends, and is not late. */
export type Step = '28 days' | '14 days' | '7 days' | '1 day' | 'late';

const stepsOf: Readonly<Record<Due['what'], readonly (readonly [number, Step])[]>> = {
	part: [
		[1, '1 day'],
		[7, '7 days'],
		[28, '28 days'],
	],
	response: [
		[1, '1 day'],
		[7, '7 days'],
		[14, '14 days'],
		[28, '28 days'],
	],
	window: [
		[1, '1 day'],
		[7, '7 days'],
	],
};

/** As far ahead as anybody is reminded. */
export const ahead = 28;

/** The nearest step that it has come within; null while it is too far off, or when nothing more is to be said. */
export function stepOf({ what, on }: Pick<Due, 'what' | 'on'>, today: Temporal.PlainDate): Step | null {
	const { days } = today.until(on, { largestUnit: 'day' });
	if (days < 0) return what === 'window' ? null : 'late';
	return stepsOf[what].find(([within]) => days <= within)?.[1] ?? null;
}

/** By which somebody is told once; moved to another day, it is another thing. */
export function keyOf({ what, id, on }: Pick<Due, 'what' | 'id' | 'on'>): string {
	return `${what} ${id} ${on}`;
}

/** How often somebody wants to be reminded. */
export const often = {
	daily: 'Every day on which there is something new',
	weekly: 'Once a week, if there is something new',
	never: 'Never',
} as const;
export type Often = keyof typeof often;
