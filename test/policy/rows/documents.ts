import { all, ownAccount, type Rows, type Sight, staff } from '../sight.ts';

/** Documents are the inspectorate's own: no force, body or reader knows of their tables. */
const insideOnly: Sight = { ...staff, worker: all };
const own: Sight = { administrator: ownAccount, inspector: ownAccount };

const read = ['document', 'block', 'block_version', 'hold', 'comment', 'waiver', 'quoted', 'made'] as const;

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [`documents.${table}`, value]));
}

export const documentsRows: Rows = {
	sights: {
		...each(read, insideOnly),
		// Written by the service when it starts.
		'documents.glossary_file': insideOnly,
		// What somebody types is theirs until they save it, and a signature its holder's until they sign.
		...each(['typing', 'signature'], { ...own, worker: all }),
	},
	seeds: {
		'documents.document': `(id, framework, version, outline, kind, layout, programme_id, title)
			values ($account, 'used', 1, 'letter', 'letter', 'letter', gen_random_uuid(), 'A')`,
		'documents.block': "(id, document_id, section, position) values ($account, $account, 'findings', 1)",
		'documents.block_version':
			"(block_id, number, text, by, by_name) values ($account, 1, 'A', $account, 'A')",
		'documents.typing': "(block_id, account_id, seen, text) values ($account, $account, 1, 'A')",
		'documents.hold':
			"(block_id, account_id, account_name, until) values ($account, $account, 'A', now() + interval '1 hour')",
		'documents.comment':
			"(block_id, number, text, by, by_name) values ($account, 1, 'A', gen_random_uuid(), 'A')",
		'documents.waiver': `(document_id, rule, quote, because, by, by_name)
			values ($account, 'relative-date', 'soon', 'It will do', gen_random_uuid(), 'A')`,
		'documents.quoted':
			"(block_id, asked, printed) values ($account, 'name northshire', 'Northshire Police')",
		'documents.made': `(document_id, face, hash, sha256, size)
			values ($account, 'pdf', sha256($account::text::bytea), repeat('a', 64), 1)`,
		'documents.glossary_file': "(file, content) values ($account::text || '.yaml', '{}')",
		'documents.signature':
			"(account_id, type, picture, sha256) values ($account, 'png', 'A', repeat('a', 64))",
	},
	changes: {
		'documents.glossary_file': { administrator: all },
		...each(['document', 'block', 'comment', 'quoted'], staff),
		...each(['typing', 'signature'], own),
	},
	removals: {
		'documents.glossary_file': { administrator: all },
		...each(['hold', 'waiver', 'quoted'], staff),
		...each(['typing', 'signature'], own),
	},
	additions: {
		'documents.glossary_file': ['administrator'],
		...each(['document', 'block', 'quoted'], ['administrator', 'inspector']),
		// The newest version has to be the next one, which is said before whose it is.
		...each(['block_version'], ['administrator', 'inspector']),
	},
};
