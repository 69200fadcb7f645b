/**
 * The fills of classes, from the lowest to the highest: each darker than the one before, and each with another pattern,
 * so that neither colour nor good paper is needed. Words never stand on them.
 */
const drawings = [
	'',
	'<path d="M3,3h2v2h-2Z" fill="#14284b"/>',
	'<path d="M-2,2L2,-2M0,8L8,0M6,10L10,6" stroke="#14284b" stroke-width="1.6"/>',
	'<path d="M0,0L8,8M0,8L8,0" stroke="#14284b" stroke-width="1.8"/>',
	'<path d="M0,0h8v8h-8Z" fill="#14284b"/>',
];

export const mostClasses = drawings.length;

/** The fill of a class, of so many: two classes are told apart as well as five. */
export function fillOf(place: number, classes: number): string {
	const spread = classes < 2 ? 0 : Math.round((place * (mostClasses - 1)) / (classes - 1));
	return `url(#pattern-${spread})`;
}

export function patterns(id: string): string {
	const each = drawings.map(
		(drawing, place) =>
			`<pattern id="${id}-pattern-${place}" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0,0h8v8h-8Z" fill="#ffffff"/>${drawing}</pattern>`,
	);
	return `<defs>${each.join('')}</defs>`;
}
