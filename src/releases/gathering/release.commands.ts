import { userInfo } from 'node:os';
import { type Command, Refused, type Services, type Tx } from '../../foundation/index.ts';
import { editionsOf, newestEditions } from './edition.store.ts';
import { gatheredLines } from './gathered.store.ts';
import { instantInWords } from './london.ts';
import { releaseByNumber, releasesOf } from './release.store.ts';
import { citedNumber, citeRelease, type EditionHead, type Release, releaseStates } from './release.ts';
import type { ReleasingPorts } from './releasing.store.ts';
import { isMarked } from './view.ts';

/** A release as it is named at the command line: "REL-3" or "3". */
export async function releaseCited(tx: Tx, cited: string): Promise<Release> {
	const number = citedNumber(cited);
	const release = number === null ? null : await releaseByNumber(tx, number);
	if (release === null) {
		throw new Refused(
			`There is no release “${cited}”. ./inspectorate release list names those that there are.`,
		);
	}
	return release;
}

const list: Command<Services> = {
	name: 'release list',
	summary: 'List the releases, with their state, instant and approval',
	async run({ json, io, world }) {
		const { releases, editions } = await asOperator(world, async (tx) => {
			const all = await releasesOf(tx);
			return {
				releases: all,
				editions: await newestEditions(
					tx,
					all.map(({ id }) => id),
				),
			};
		});
		if (json) {
			io.out(`${JSON.stringify(releases.map((one) => told(one, editions.get(one.id) ?? null)))}\n`);
			return 0;
		}
		if (releases.length === 0) io.out('There are no releases.\n');
		for (const release of releases) {
			const { title, state, releaseAt } = release;
			const isVoid = (editions.get(release.id)?.voidAt ?? null) !== null && state !== 'preparing';
			const parts = [
				citeRelease(release).padEnd(7),
				`${releaseStates[state]}${isVoid ? ', void' : ''}`.padEnd(20),
				title,
				releaseAt === null ? 'instant not set' : instantInWords(releaseAt),
			];
			io.out(`${parts.join('  ')}\n`);
		}
		return 0;
	},
};

/** What a release holds, what stands in its way, and its editions. */
function show(ports: Pick<ReleasingPorts, 'problems'>): Command<Services> {
	return {
		name: 'release show',
		summary: 'Show one release: what it holds, what stands in its way, and its editions',
		usage: 'REL-3',
		positionals: ['REL-3'],
		async run({ positionals: [cited = ''], json, io, world }) {
			const { release, lines, problems, editions } = await asOperator(world, async (tx) => {
				const found = await releaseCited(tx, cited);
				return {
					release: found,
					lines: await gatheredLines(tx, found.id),
					problems: found.state === 'preparing' ? await ports.problems(tx, found) : [],
					editions: await editionsOf(tx, found.id),
				};
			});
			if (json) {
				const holds = lines.map(({ kind, cited: known, name, about }) => ({
					kind,
					cited: known,
					name,
					about,
				}));
				const all = {
					...told(release, editions[0] ?? null),
					holds,
					problems: problems.map(({ text }) => text),
					editions: editions.map(toldEdition),
				};
				io.out(`${JSON.stringify(all)}\n`);
				return 0;
			}
			io.out(`${citeRelease(release)}  ${release.title}\n`);
			io.out(`State: ${releaseStates[release.state]}\n`);
			io.out(`Instant: ${release.releaseAt === null ? 'not set' : instantInWords(release.releaseAt)}\n`);
			io.out(`\nIt holds:\n`);
			for (const { kind, cited: known, name, about } of lines) {
				io.out(`  ${[known, name, about, kind].filter((part) => part !== null).join(', ')}\n`);
			}
			if (lines.length === 0) io.out('  nothing yet\n');
			if (problems.length > 0) io.out('\nWhat stands in the way:\n');
			for (const { text } of problems) io.out(`  ${text}\n`);
			if (editions.length > 0) io.out('\nEditions:\n');
			for (const edition of editions) io.out(`  ${editionInWords(edition)}\n`);
			return 0;
		},
	};
}

export function gatheringCommands(ports: Pick<ReleasingPorts, 'problems'>): readonly Command<Services>[] {
	return [list, show(ports)];
}

function editionInWords(edition: EditionHead): string {
	const { number, releaseAt, approvedAt, approvedBy, voidBecause, withdrawnBecause } = edition;
	const approved = approvedAt === null ? 'not approved' : `approved by ${approvedBy?.name ?? 'the operator'}`;
	const gone =
		voidBecause !== null
			? `, void: ${voidBecause}`
			: withdrawnBecause !== null
				? `, withdrawn: ${withdrawnBecause}`
				: '';
	return `Edition ${number}, ${instantInWords(releaseAt)}, ${approved}${gone}`;
}

function told(release: Release, edition: EditionHead | null) {
	const { slug, title, kind, programme, state, releaseAt, deliverAt } = release;
	return {
		release: citeRelease(release),
		...{ slug, title, kind, state },
		illustrative: isMarked(release, edition),
		programme: programme?.slug ?? null,
		release_at: releaseAt?.toString() ?? null,
		deliver_at: deliverAt?.toString() ?? null,
		edition: edition === null ? null : toldEdition(edition),
	};
}

function toldEdition(edition: EditionHead) {
	const { number, releaseAt, contentHash, approvedAt, approvedBy, voidBecause, withdrawnBecause } = edition;
	return {
		number,
		release_at: releaseAt.toString(),
		content_hash: contentHash.toString('hex'),
		approved_at: approvedAt?.toString() ?? null,
		approved_by: approvedBy?.name ?? null,
		void_because: voidBecause,
		withdrawn_because: withdrawnBecause,
	};
}

function asOperator<T>({ database }: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
	return database.asActor({ kind: 'operator', name: userInfo().username }, work);
}
