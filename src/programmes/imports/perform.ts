import { sql } from 'kysely';
import { Refused, type Tx } from '../../foundation/index.ts';
import { type Fault, type Import, type Outcome, refusedByDatabase } from './import.ts';
import { linesOf } from './table.ts';
import { type ReadText, textOf } from './text.ts';

/** Carries every fault out of a transaction that is given up. */
export class BadRows extends Refused {
	override name = 'BadRows';
	readonly faults: readonly Fault[];
	constructor(faults: readonly Fault[]) {
		const rows = new Set(faults.map(({ line }) => line)).size;
		super(
			`Nothing was imported: ${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row needs' : 'rows need'} to be put right.`,
		);
		this.faults = faults;
	}
}

export type Imported = Outcome & Pick<ReadText, 'encoding'>;

/** Imports a whole file or nothing of it: throws Refused for what is no table, and BadRows for rows that are at fault. */
export async function importInto(tx: Tx, kind: Import, source: Buffer): Promise<Imported> {
	const { text, encoding } = textOf(source);
	const file = linesOf(text);
	// Two files of one kind are compared with the register one after the other.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${kind.name}`}, 0))`.execute(tx);
	const result = await kind.run(tx, file).catch(inOwnWords);
	if ('faults' in result) throw new BadRows(result.faults);
	return { ...result.outcome, encoding };
}

/** "2 added, 1 changed, 40 as they were." */
export function outcomeInWords({ added, changed, unchanged, encoding }: Imported): string {
	const read =
		encoding === 'UTF-8' ? '' : ` The text was read as ${encoding}: check letters such as ô and the dashes.`;
	if (added + changed === 0) {
		const rows = unchanged === 1 ? 'The one row is' : `All ${unchanged.toLocaleString('en-GB')} rows are`;
		return `Nothing had to be changed. ${rows} there already.${read}`;
	}
	const parts = [
		`${added.toLocaleString('en-GB')} added`,
		`${changed.toLocaleString('en-GB')} changed`,
		`${unchanged.toLocaleString('en-GB')} as they were`,
	];
	return `Imported: ${parts.join(', ')}.${read}`;
}

/** A kind compares its rows with the register before it writes. What the database still refuses came in between. */
function inOwnWords(error: unknown): never {
	if (!refusedByDatabase(error)) throw error;
	throw new Refused(
		'The register was changed by somebody else while the file was read, and the two do not fit. Nothing was imported. Import the file again.',
	);
}
