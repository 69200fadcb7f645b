/** A file that cannot be taken as it is, with the list of what to mend. */
export class Unreadable extends Error {
	override name = 'Unreadable';
	readonly faults: readonly { file: string; where: string; text: string }[];
	constructor(faults: readonly { file: string; where: string; text: string }[]) {
		super(faults.map(({ file, where, text }) => [file, where, text].filter(Boolean).join(': ')).join('\n'));
		this.faults = faults;
	}
}
