import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type Duck, openDuck, type Row, rowsOf } from '../../tables/duck.ts';
import { type AreaFinder, type Read, type Reading, type Source, Unreadable } from '../source.ts';

/** Three forces with their spellings, in place of the register. */
const forces = [
	{ code: 'E23000018', name: 'Derbyshire Constabulary', spellings: ['derbyshire'] },
	{
		code: 'E23000035',
		name: 'Devon and Cornwall Police',
		spellings: ['devon and cornwall', 'devon & cornwall'],
	},
	{ code: 'E23000006', name: 'Cheshire Constabulary', spellings: ['cheshire'] },
];

export const testAreas: AreaFinder = {
	find: (spelling) =>
		forces.find(({ spellings }) => spellings.includes(spelling.toLowerCase()))?.code ?? null,
	nearest: (spelling) => forces.filter(({ name }) => name[0] === spelling[0]).map(({ name }) => name),
	all: forces.map(({ code, name }) => ({ code, name })),
};

export type TestFile = { name: string; content: string | Buffer };
export type Tried = Pick<Read, 'release' | 'decisions' | 'supplies'> & { rows: Row[] };

/** Reads files as an import does, and hands back the rows of the tidy table. */
export async function readerFor(source: Source): Promise<{
	read(files: TestFile[], stated?: Partial<Reading['stated']>): Promise<Tried>;
	/** What the files are refused for, as "file, where: text". */
	refused(files: TestFile[]): Promise<string[]>;
	duck: Duck;
	folder: string;
}> {
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-source-'));
	const work = join(folder, 'unfinished');
	await mkdir(work);
	const duck = await openDuck({ folder });
	after(async () => {
		duck.close();
		await rm(folder, { recursive: true, force: true });
	});
	let made = 0;
	async function read(given: TestFile[], stated: Partial<Reading['stated']> = {}): Promise<Tried> {
		const files = await Promise.all(
			given.map(async ({ name, content }) => {
				made += 1;
				const path = join(work, `file-${made}`);
				await writeFile(path, content);
				const bytes = Buffer.from(content);
				const sha256 = createHash('sha256').update(bytes).digest('hex');
				return { name, path, sha256, bytes: bytes.length };
			}),
		);
		return duck.useScratch(async (connection, scratch) => {
			const { table, release, decisions, supplies } = await source.read({
				duck: connection,
				scratch,
				work,
				files,
				areas: testAreas,
				stated: { release: null, publishedOn: null, illustrative: false, ...stated },
				progress: async () => {},
			});
			return { release, decisions, supplies, rows: await rowsOf(connection, `select * from ${table}`) };
		});
	}
	return {
		read,
		async refused(files) {
			try {
				await read(files);
			} catch (error) {
				if (!(error instanceof Unreadable)) throw error;
				return error.faults.map(
					({ file, where, text }) => `${[file, where].filter((part) => part !== '').join(', ')}: ${text}`,
				);
			}
			throw new Error('the files were not refused');
		},
		duck,
		folder,
	};
}
