import { randomUUID } from 'node:crypto';
import type { TestService } from './service.ts';

type Owner = Pick<TestService, 'owner'>['owner'];
type Wanted = {
	force: string;
	whose?: 'force' | 'policing body';
	text?: string;
	letters?: readonly string[];
	/** A day that the inspectorate has set. */
	due?: string;
	publishedOn?: string;
	source?: string;
};

/** Something that a force, or the policing body for it, was asked, as an older register would say it. */
export async function aPromise(owner: Owner, wanted: Wanted) {
	const {
		force,
		whose = 'force',
		text = 'The force should keep its promises.',
		letters = [],
		due = null,
		publishedOn = '2018-01-31',
		source = 'A report',
	} = wanted;
	const id = randomUUID();
	const { rows } = await owner.query<{ number: string }>(
		`insert into followup.promise (id, older_id, force_id, whose, kind, text, source, published_on)
		values ($1::uuid, $1::text, $2, $3, 'recommendation', $4, $5, $6) returning number`,
		[id, force, whose, text, source, publishedOn],
	);
	const parts: string[] = [];
	for (const letter of letters.length === 0 ? [null] : letters) {
		const part = randomUUID();
		parts.push(part);
		await owner.query(
			`insert into followup.part (id, promise_id, letter, text, due_on, due_basis, due_set_by)
			values ($1, $2, $3, $4, $5::date, $6, $7)`,
			[
				part,
				id,
				letter,
				text,
				due,
				...(due === null ? [null, null] : ['As the report says', 'inspectorate']),
			],
		);
	}
	const number = Number(rows[0]?.number);
	return { id, number, parts, href: `/followup/${number}` };
}
