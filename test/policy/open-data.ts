import type { Example } from './example.ts';
import type { World } from './world.ts';

/** A public edition that says something of a force and of a theme. */
const themed: Example = {
	arrange: async (world: World) => {
		await world.owner.query('set session_replication_role = replica');
		await world.owner.query(`with e as (
			insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash, records_hash, approved_at)
			values (gen_random_uuid(), 1, 'open-data-example', 'Example', 'reports', '2020-01-01', sha256('a'), sha256('a'),
				'2019-12-01')
			on conflict do nothing returning id)
			insert into edition.raised (edition_id, number, kind, force_slug, force_name, text, theme, illustrative)
				select id, 1, 'recommendation', 'somewhere', 'Somewhere', 'Do it.', 'Custody', true from e
				where not exists (select from edition.edition where slug = 'open-data-example')`);
		await world.owner.query(`insert into edition.document (edition_id, position, slug, cited, title, kind, layout, language,
				force_slug, tree, source, html, words, illustrative)
			select id, 1, 'somewhere', 1, 'A letter', 'letter', 'letter', 'en-GB', 'somewhere', '{}', '{}', '', '', true
			from edition.edition where slug = 'open-data-example' on conflict do nothing`);
		await world.owner.query('reset session_replication_role');
		return { params: {} };
	},
};

const at = (params: Record<string, string>, more: Example = {}): Example => ({
	...more,
	arrange: async (world, who) => {
		await more.arrange?.(world, who);
		return { params };
	},
});

/** What is published may be taken away by everybody. */
export const openDataExamples: Readonly<Record<string, Example>> = {
	'GET /api': {},
	'GET /api/:table': at({ table: 'grades' }),
	'GET /api/v1': {},
	'GET /api/v1/:table': at({ table: 'openapi.json' }),
	'GET /api/v1/:table/:key': at({ table: 'publications', key: 'open-data-example' }, themed),
	'GET /api/v1/:table/:key/:second': at(
		{ table: 'documents', key: 'open-data-example', second: 'somewhere' },
		themed,
	),
	'GET /open-data': {},
	'GET /open-data/:file': at({ file: 'forces.ods' }),
	'GET /feeds/all.atom': {},
	'GET /feeds/forces/:slug.atom': at({ slug: 'somewhere' }, themed),
	'GET /feeds/themes/:slug.atom': at({ slug: 'custody' }, themed),
	'GET /sitemap.xml': {},
	'GET /robots.txt': {},
};
