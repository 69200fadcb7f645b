import { randomUUID } from 'node:crypto';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import { type Arranged, ask, type World } from './world.ts';

type Wanted = { state?: string; letter?: string | null };
type Made = { id: string; number: string; part: string; force: string };

const today = dayIn(systemClock);

/** Something that is asked of whoever asks, or of some force; how far it is was written behind the rules. */
async function promise(world: World, who: SignedIn, wanted: Wanted = {}): Promise<Made> {
	const { state = 'awaiting response', letter = null } = wanted;
	const { owner } = world;
	const force = (await aForce(world, who)).id;
	const { rows: homes } = await owner.query<{ kind: string }>(
		'select kind from foundation.organisation where id = $1',
		[who.organisation],
	);
	const [id, part] = [randomUUID(), randomUUID()];
	await owner.query('set session_replication_role = replica');
	const { rows } = await owner.query<{ number: string }>(
		`insert into followup.promise (id, older_id, force_id, whose, kind, text, source, published_on)
		values ($1::uuid, $1::text, $2, $3, 'recommendation', 'Do it', 'A report', '2020-01-31') returning number`,
		[id, force, homes[0]?.kind === 'policing body' ? 'policing body' : 'force'],
	);
	await owner.query(
		"insert into followup.part (id, promise_id, letter, text, state) values ($1, $2, $3, 'Do it', $4)",
		[part, id, letter, state],
	);
	await owner.query('reset session_replication_role');
	return { id, number: rows[0]?.number ?? '', part, force };
}

const at = (more: Omit<Arranged, 'params'> = {}, wanted: Wanted = {}): Example => ({
	arrange: async (world, who) => {
		const { number } = await promise(world, who, wanted);
		return { params: { number, letter: wanted.letter ?? 'whole' }, ...more };
	},
});
const both = (url: string, example: Example) => ({ [`GET ${url}`]: example, [`POST ${url}`]: example });
const act = (action: string, state: string, fields: Arranged['fields'] = {}) =>
	both(
		`/followup/:number/parts/:letter/${action}`,
		at({ query: '?seen=0', fields }, { state, letter: action === 'accept' ? 'b' : null }),
	);
const because = { reason: 'Because' };

const superseding: Example = {
	arrange: async (world, who) => {
		const one = await promise(world, who);
		const other = await promise(world, who);
		// Of one force, also where whoever asks belongs to none.
		await world.owner.query('update followup.promise set force_id = $1 where id = $2', [one.force, other.id]);
		return {
			params: { number: one.number, letter: 'whole' },
			query: '?seen=0',
			fields: { ...because, instead: `FU-${other.number}` },
		};
	},
};

const several: Example = {
	arrange: async (world, who) => {
		const { part } = await promise(world, who);
		return {
			query: `?part=${part}`,
			fields: { action: 'begin', seen: `${part}.0`, ...because },
		};
	},
};

const linked: Example = {
	arrange: async (world, who) => {
		const { number } = await promise(world, who);
		const other = await promise(world, who);
		return { params: { number }, fields: { other: `FU-${other.number}`, kind: 'related' } };
	},
};

const unlinked: Example = {
	arrange: async (world, who) => {
		const one = await promise(world, who);
		const other = await promise(world, who);
		const link = randomUUID();
		await world.owner.query(
			"insert into followup.link (id, from_id, to_id, kind) values ($1, $2, $3, 'related')",
			[link, one.id, other.id],
		);
		return { params: { number: one.number, link } };
	},
};

/** A file that somebody of theirs sent as evidence. */
const proof: Example = {
	arrange: async (world, who) => {
		const { number, part } = await promise(world, who, { state: 'in progress' });
		const { rows: homes } = await world.owner.query<{ kind: string }>(
			'select kind from foundation.organisation where id = $1',
			[who.organisation],
		);
		const sender = homes[0]?.kind === 'inspectorate' ? await world.signedInAs('inspector') : who;
		await ask(
			world,
			sender,
			{ method: 'POST', url: '/followup/:number/parts/:letter/submit' },
			{
				params: { number, letter: 'whole' },
				query: '?seen=0',
				upload: { field: 'files', name: 'words.txt', content: Buffer.from('Plain words.\n') },
			},
		);
		const { rows } = await world.owner.query<{ id: string }>(
			'select p.id from followup.proof p join followup.act a on a.id = p.act_id where a.part_id = $1',
			[part],
		);
		return { params: { id: rows[0]?.id ?? '' } };
	},
};

async function olderRegister(world: World, who: SignedIn): Promise<Buffer> {
	const { slug } = await aForce(world, who);
	return Buffer.from(
		`id,force,report,published,text,kind,status,source address\n${randomUUID()},${slug},A report ${slug},2017-03-02,Do it.,recommendation,complete,https://reports.example/a\n`,
	);
}

const importing: Example = {
	arrange: async (world, who) => ({
		upload: { field: 'file', name: 'register.csv', content: await olderRegister(world, who) },
	}),
};

const deciding: Example = {
	arrange: async (world, who) => {
		const { upload } = (await importing.arrange?.(world, who)) ?? {};
		const sender = await world.signedInAs('inspector');
		const answer = await ask(
			world,
			sender,
			{ method: 'POST', url: '/followup/import' },
			upload === undefined ? {} : { upload },
		);
		return { params: { file: answer.headers.location?.toString().split('/').at(-1) ?? '' } };
	},
};

const dueFields = {
	'due-day': String(today.day),
	'due-month': String(today.month),
	'due-year': String(today.year + 1),
};

/** How the routes of the register and of acts on it are asked. */
export const followupExamples: Readonly<Record<string, Example>> = {
	'GET /followup': {},
	'GET /followup.csv': {},
	'GET /followup/:number': at({}, { letter: 'a' }),
	...both('/followup/act', several),
	...act('accept', 'awaiting response'),
	...act('reject', 'accepted', because),
	...act('begin', 'not accepted as closed'),
	...act('submit', 'in progress', { proof: 'It is done' }),
	...act('close', 'submitted for verification'),
	...act('do-not-accept', 'submitted for verification', because),
	...both('/followup/:number/parts/:letter/supersede', superseding),
	...act('end-as-not-applicable', 'accepted', because),
	...act('reopen', 'verified closed', because),
	...both(
		'/followup/:number/parts/:letter/deadline',
		at({ fields: { ...dueFields, setBy: 'inspectorate', because: 'We say so', was: '' } }),
	),
	...both('/followup/:number/needed', at({ fields: { needed: 'A list' } })),
	...both('/followup/:number/notes', at({ fields: { note: 'Ask them' } })),
	...both('/followup/:number/links', linked),
	'POST /followup/:number/links/:link/remove': unlinked,
	'GET /followup/proofs/:id': proof,
	...both('/followup/import', importing),
	'GET /followup/import/template.csv': {},
	...both('/followup/import/:file', deciding),
};
