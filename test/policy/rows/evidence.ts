import { all, forces, outsiders, type Rows, type Sight, staff } from '../sight.ts';

/**
 * Evidence is the inspectorate's. A force sees what it sent, in the versions that it wrote itself; standards are known to
 * everybody with an account; words for a team are its own.
 */
const insideOnly: Sight = { ...staff, worker: all };
const gatherers: readonly ('administrator' | 'inspector')[] = ['administrator', 'inspector'];

const sentByThem = 'supplied_by = $organisation';
const ofSent = `item_id in (select id from evidence.item where ${sentByThem})`;
/** Nobody of the tests is in a team or enters what is for one, but whoever it is added by. */
const open = "(sensitivity = 'ordinary' or added_by = $account)";
const ofOpen = `item_id in (select id from evidence.item where ${open})`;
const ofOpenSource = `not exists (select from evidence.item i where i.source_id = source.id)
	or exists (select from evidence.item i where i.source_id = source.id and ${open})`;

/** The number of what is for a team, made from that of the account. */
const forTeam = "md5('team' || $account)::uuid";

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [`evidence.${table}`, value]));
}

const known = ['standard', 'standard_version'] as const;
const objects = ['assessed_object', 'object_bears_on', 'object_item', 'object_state'] as const;
const changeable = [...known, ...objects, 'bears_on', 'statement'] as const;
const both = (condition: string): Sight => ({ administrator: condition, inspector: condition });

export const evidenceRows: Rows = {
	sights: {
		...each(known, { ...insideOnly, ...outsiders(all) }),
		...each(objects, insideOnly),
		'evidence.source': {
			...both(ofOpenSource),
			worker: all,
			...forces(`id in (select source_id from evidence.item where ${sentByThem})`),
		},
		'evidence.item': { ...insideOnly, search: all, ...forces(sentByThem) },
		'evidence.version': {
			...both(ofOpen),
			worker: all,
			search: all,
			...forces('by_organisation = $organisation'),
		},
		'evidence.version_file': {
			...both(ofOpen),
			worker: all,
			...forces(`(item_id, number) in (select item_id, number from evidence.version
				where by_organisation = $organisation)`),
		},
		'evidence.bears_on': { ...insideOnly, ...forces(ofSent) },
		'evidence.reuse': {
			...insideOnly,
			...forces(`${ofSent} and inspection_id in (select id from programmes.inspection
				where force_id = $organisation and announced_at <= now())`),
		},
		'evidence.statement': { ...insideOnly, ...forces('force_id = $organisation') },
		'evidence.statement_section': {
			...insideOnly,
			...forces('statement_id in (select id from evidence.statement where force_id = $organisation)'),
		},
	},
	/**
	 * Each account has an item of its own number, which its organisation sent, with a source, a version and a file of that
	 * number; and one for a team, which nobody of those who act has entered.
	 */
	seeds: {
		'evidence.standard':
			"(slug, title, issuer, kind) values ('s-' || gen_random_uuid(), 'A code', 'An issuer', 'guidance')",
		'evidence.standard_version': "(standard_id, version) values (gen_random_uuid(), '2014')",
		'evidence.source': `(id, kind, name) values ($account, 'document', $account), (${forTeam}, 'person', $account)`,
		'evidence.item': `(id, kind, supplied_by, source_id, sensitivity, added_by) values
			($account, 'document', $organisation, $account, 'ordinary', $account),
			(${forTeam}, 'interview', null, ${forTeam}, 'team', gen_random_uuid())`,
		'evidence.version': `(item_id, number, title, text, happened_on, gathered_by_name, reliability, bearing, by_organisation) values
			($account, 1, 'A', 'B', '2020-01-01', 'C', 'force-reported', 'informs', $organisation),
			(${forTeam}, 1, 'A', 'B', '2020-01-01', 'C', 'as told', 'informs', null)`,
		'evidence.version_file': `(item_id, number, file_id) values ($account, 1, gen_random_uuid()), (${forTeam}, 1, gen_random_uuid())`,
		'evidence.bears_on':
			"(item_id, framework, version, component) values ($account, 'used', 1, 'question'), (gen_random_uuid(), 'used', 1, 'question')",
		'evidence.reuse':
			"(item_id, inspection_id, because) values ($account, $account, 'It holds'), (gen_random_uuid(), gen_random_uuid(), 'It holds')",
		'evidence.statement':
			"(id, force_id, year, version, received_on, source_id) values ($account, coalesce($organisation, gen_random_uuid()), 2020, 1 + (random() * 1000000000)::int, '2020-06-01', gen_random_uuid())",
		'evidence.statement_section':
			"(statement_id, position, heading, item_id) values ($account, 1, 'A', gen_random_uuid())",
		'evidence.assessed_object':
			"(force_id, owner, kind, name, purpose) values (gen_random_uuid(), 'A', 'board or meeting', 'B', 'C')",
		'evidence.object_bears_on':
			"(object_id, framework, version, component) values (gen_random_uuid(), 'used', 1, 'question')",
		'evidence.object_item': '(object_id, item_id) values (gen_random_uuid(), gen_random_uuid())',
		'evidence.object_state': "(object_id, state, since) values (gen_random_uuid(), 'A member', '2020-01-01')",
	},
	changes: { ...each(changeable, staff), 'evidence.item': both(open) },
	removals: each(changeable, staff),
	additions: {
		...each(
			[
				...known,
				...objects,
				'bears_on',
				'statement',
				'statement_section',
				'source',
				'item',
				'version',
				'version_file',
				'reuse',
			],
			gatherers,
		),
	},
};
