import { userInfo } from 'node:os';
import { sql } from 'kysely';
import {
	type Command,
	nearest,
	Refused,
	type Services,
	type Tx,
	WrongUsage,
} from '../../foundation/index.ts';
import { editionsOf } from '../gathering/edition.store.ts';
import { instantInWords } from '../gathering/london.ts';
import { releaseByNumber, releaseBySlug, releasesOf } from '../gathering/release.store.ts';
import { citedNumber, citeRelease, type EditionHead, isPublic, type Release } from '../gathering/release.ts';
import { writeBundle } from './bundle.ts';
import { keepKeyFile } from './key.file.ts';
import { told } from './key.pages.ts';
import { changeKey, keyInUse, signingKeys } from './key.store.ts';
import { fileNameOf } from './layout.ts';
import { inGroups } from './signing.ts';

const bundle: Command<Services> = {
	name: 'release bundle',
	summary: 'Write a published edition into one signed file, from which anyone can make it again',
	usage: 'REL-3 -o FILE.zip [--edition N] [--staff]',
	positionals: ['REL-3'],
	options: {
		output: { type: 'string', short: 'o' },
		edition: { type: 'string' },
		staff: { type: 'boolean' },
	},
	help: {
		output: 'The file; without it, one named after the release and its edition, in this folder',
		edition:
			'The number of the edition; without it, the newest one that is public (with --staff: that is frozen)',
		staff: 'With the rows behind the figures, and also before it is public: for the inspectorate only',
	},
	async run({ positionals: [cited = ''], values, json, io, world }) {
		const staff = values.staff === true;
		const number = editionNumber(values.edition);
		const done = await asOperator(world, async (tx) => {
			const release = await releaseCited(tx, cited);
			const edition = editionFor(release, await editionsOf(tx, release.id), {
				number,
				staff,
				now: await now(tx),
			});
			const file =
				typeof values.output === 'string'
					? values.output
					: fileNameOf(citeRelease(release), release.slug, edition.number, staff ? 'staff' : 'public');
			const key = await keyInUse(tx, world.secret);
			await keepKeyFile(world.dataFolder, key);
			const { files } = await writeBundle(
				tx,
				world,
				{
					release,
					edition,
					kind: staff ? 'staff' : 'public',
					key,
					report(at, of, doing) {
						if (!json) io.err(`${String(at).padStart(4)} of ${of}  ${doing}\n`);
					},
				},
				file,
			);
			return { file, files, release: citeRelease(release), edition: edition.number, key: key.fingerprint };
		});
		if (json) io.out(`${JSON.stringify(done)}\n`);
		else
			io.out(
				`${done.file}: ${done.release}, edition ${done.edition}, ${done.files} files, signed with the key\n  ${inGroups(done.key)}\n`,
			);
		return 0;
	},
};

const keyCommand: Command<Services> = {
	name: 'release key',
	summary: 'Show the public keys that bundles are signed with; the first is made when there is none',
	usage: '[--change]',
	options: { change: { type: 'boolean' } },
	help: { change: 'Put a new key in the place of the one in use, which stays published' },
	async run({ values, json, io, world }) {
		const keys = await asOperator(world, async (tx) => {
			const key = await (values.change === true ? changeKey : keyInUse)(tx, world.secret);
			await keepKeyFile(world.dataFolder, key);
			return signingKeys(tx);
		});
		if (json) io.out(`${JSON.stringify({ keys: keys.map(told) })}\n`);
		for (const { fingerprint, pem, madeAt, retiredAt } of json ? [] : keys) {
			const used =
				retiredAt === null
					? `In use since ${instantInWords(madeAt)}`
					: `Used from ${instantInWords(madeAt)} to ${instantInWords(retiredAt)}`;
			io.out(`${used}\n  ${inGroups(fingerprint)}\n${pem}`);
		}
		return 0;
	},
};

export const bundleCommands: readonly Command<Services>[] = [bundle, keyCommand];

function asOperator<T>({ database }: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
	return database.asActor({ kind: 'operator', name: userInfo().username }, work);
}

/** By the clock that decides what is public. */
async function now(tx: Tx): Promise<Temporal.Instant> {
	const { rows } = await sql<{ now: Temporal.Instant }>`select app.now() as now`.execute(tx);
	return rows[0]?.now ?? Temporal.Now.instant();
}

function editionNumber(value: unknown): number | null {
	if (value === undefined) return null;
	const number = Number(value);
	if (!Number.isSafeInteger(number) || number < 1)
		throw new WrongUsage('Editions have numbers: write --edition 1 for the first.');
	return number;
}

async function releaseCited(tx: Tx, cited: string): Promise<Release> {
	const number = citedNumber(cited);
	const found = number === null ? await releaseBySlug(tx, cited) : await releaseByNumber(tx, number);
	if (found !== null) return found;
	const known = (await releasesOf(tx)).flatMap((release) => [citeRelease(release), release.slug]);
	const meant = known.length === 0 ? 'There are none.' : `Did you mean “${nearest(cited, known)}”?`;
	throw new Refused(`There is no release “${cited}”. ${meant}`);
}

/** The edition that is meant; refuses one that nobody may have yet. */
export function editionFor(
	release: Release,
	editions: readonly EditionHead[],
	{ number, staff, now }: { number: number | null; staff: boolean; now: Temporal.Instant },
): EditionHead {
	const cited = citeRelease(release);
	const whole = editions.filter(({ voidAt }) => voidAt === null);
	if (whole.length === 0)
		throw new Refused(
			editions.length === 0
				? `${cited} is not frozen yet: there is no edition of it.`
				: `${cited} was opened again after it was frozen: freeze it anew first.`,
		);
	const chosen = number === null ? whole : whole.filter((one) => one.number === number);
	const numbers = whole.map((one) => one.number).toSorted((a, b) => a - b);
	if (chosen.length === 0)
		throw new Refused(
			`${cited} has no edition ${number}. There ${numbers.length === 1 ? 'is' : 'are'}: ${numbers.join(', ')}.`,
		);
	const [newest] = chosen;
	const fit = staff ? newest : chosen.find((one) => isPublic(one, now));
	if (fit !== undefined) return fit;
	throw new Refused(
		`${cited} cannot be given to the public: ${whyNot(newest, now)} With --staff it is bundled for the inspectorate.`,
	);
}

function whyNot(edition: EditionHead | undefined, now: Temporal.Instant): string {
	if (edition?.withdrawnAt != null) return 'it is withdrawn.';
	if (edition?.approvedAt == null) return 'it is not approved yet.';
	return Temporal.Instant.compare(edition.releaseAt, now) > 0
		? `it is not public until ${instantInWords(edition.releaseAt)}.`
		: 'it is not public.';
}
