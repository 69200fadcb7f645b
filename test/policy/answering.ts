import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { aReport } from '../answered.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import type { Arranged, World } from './world.ts';

type Wanted = {
	/** How far the response is, behind the rules. */
	state?: 'preparing' | 'invited' | 'published';
	/** Put on record by the inspectorate. */
	recorded?: boolean;
	/** The chief officer has commented. */
	commented?: boolean;
	/** The body has written it. */
	written?: boolean;
};

const today = dayIn(systemClock);
const published = today.subtract({ days: 9 });

/** A report about the force of whoever asks, with as much of a response to it as the page needs. */
async function response(world: World, who: SignedIn, wanted: Wanted): Promise<string> {
	const { state = 'preparing', recorded = false, commented = false, written = false } = wanted;
	const { owner } = world;
	const force = (await aForce(world, who)).id;
	const at = published.toZonedDateTime('Europe/London').add({ hours: 9 }).toInstant();
	const { release, response: id } = await aReport(owner, { force, at });
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into followup.response (id, release_id, force_id, state, invited_at, invited_by_name)
		values ($1, $2, $3, $4, $5, $6)`,
		[id, release, force, state, ...(state === 'preparing' ? [null, null] : [new Date(), 'A'])],
	);
	if (written)
		await owner.query("insert into followup.response_draft (response_id, text) values ($1, 'We agree')", [
			id,
		]);
	if (commented)
		await owner.query(
			"insert into followup.response_comment (response_id, number, text) values ($1, 1, 'So do I')",
			[id],
		);
	if (state === 'published') {
		await owner.query(
			`insert into edition.response (response_id, version, release_id, force_id, force_slug, force_name, body_name,
				report_title, release_slug, document_slug, report_published_on, due_on, responded_on, days_late, text, elsewhere,
				recorded, illustrative)
			values ($1, 1, $2, $3, 'a', 'A', 'B', 'C', 'd', 'e', $4::date, $4::date + 55, $4, 0, 'We agree',
				'https://body.example/', $5, false)`,
			[id, release, force, published.toString(), recorded],
		);
		await owner.query(
			`insert into foundation.transition (workflow, subject_kind, subject_id, step, action, done, from_state, to_state)
			values ('policing body response', 'policing body response', $1, 1, 'publish', 'published', 'invited', 'published')`,
			[id],
		);
	}
	await owner.query('reset session_replication_role');
	return id;
}

const at = (wanted: Wanted, more: Omit<Arranged, 'params'> = {}): Example => ({
	arrange: async (world, who) => ({ params: { id: await response(world, who, wanted) }, ...more }),
});
const both = (url: string, example: Example) => ({ [`GET ${url}`]: example, [`POST ${url}`]: example });

const elsewhere = {
	...{ bodyName: 'A body', address: 'https://body.example/', text: 'We agree', note: 'The day' },
	...{ 'on-day': String(today.day), 'on-month': String(today.month), 'on-year': String(today.year) },
};

/** What is published is what was read: the hash that the page shows goes with the form. */
const publishing = (page: string, wanted: Wanted): Example => ({
	arrange: async (world, who) => {
		const id = await response(world, who, { ...wanted, written: true });
		const { body } = await who.get(`/followup/responses/${id}/${page}`);
		const shown = /name="shown" value="(\w+)"/.exec(body)?.[1] ?? '';
		return { params: { id }, fields: { sure: 'yes', note: 'A word', shown } };
	},
});

/** How the routes of responses are asked. */
export const answeringExamples: Readonly<Record<string, Example>> = {
	'GET /followup/responses': {},
	'GET /followup/responses.csv': {},
	'GET /followup/responses/:id': at({}),
	...both('/followup/responses/:id/write', at({}, { fields: { text: 'We agree', seen: '0' } })),
	...both('/followup/responses/:id/comments', at({}, { fields: { text: 'So do I', seen: '0' } })),
	...both('/followup/responses/:id/reply', at({ commented: true }, { fields: { text: 'Good', seen: '0' } })),
	...both('/followup/responses/:id/invite', at({}, { query: '?seen=0' })),
	...both('/followup/responses/:id/publish', publishing('publish', { state: 'invited' })),
	...both('/followup/responses/:id/correct', publishing('correct', { state: 'published' })),
	...both('/followup/responses/:id/record', at({}, { fields: elsewhere })),
	...both(
		'/followup/responses/:id/correct-the-record',
		at({ state: 'published', recorded: true }, { fields: elsewhere }),
	),
};
