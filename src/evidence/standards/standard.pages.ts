import { z } from 'zod';
import {
	asInvalid,
	csv,
	dayParts,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	optionalDay,
	type Part,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
	withDays,
} from '../../foundation/index.ts';
import { line, optionalLine, optionalParagraph, todayIn } from '../../programmes/index.ts';
import {
	addStandard,
	addStandardVersion,
	changeStandard,
	changeStandardVersion,
	holdVersions,
	standardBySlug,
	standardsOf,
	standardVersions,
} from './standard.store.ts';
import {
	citeStandard,
	inForceOn,
	type Standard,
	type StandardState,
	type StandardVersion,
	standardKinds,
	standardKindTexts,
	standardPolicy,
	stateOn,
	versionProblems,
} from './standard.ts';

/** What rests on versions of standards, as rooms above know it: each with its words and where it is read. */
export type StandardUses = (
	tx: Tx,
	versions: readonly string[],
) => Promise<{ version: string; text: string; href: string }[]>;

export type StandardPorts = { standardUses?: StandardUses };

const { read, change } = standardPolicy.can;
const ofStandard = z.object({ slug: z.string().max(200) });
const ofVersion = ofStandard.extend({ id: z.uuid() });

const stateTags: Record<StandardState, { text: string; colour: string }> = {
	'in force': { text: 'In force', colour: 'green' },
	'to come': { text: 'To come', colour: 'blue' },
	superseded: { text: 'Superseded', colour: 'grey' },
	'no longer in force': { text: 'No longer in force', colour: 'grey' },
};

/** The codes, schemes and guidance of others that findings rest on, each in its versions. */
export function standardPages(ports: StandardPorts = {}): Part {
	return {
		policies: [standardPolicy],
		routes: [
			listPage,
			listFile,
			...addPage,
			standardPage(ports),
			...changePage,
			...addVersionPage,
			...changeVersionPage,
		],
	};
}

async function standardAt(tx: Tx, { slug }: { slug: string }): Promise<Standard> {
	const standard = await standardBySlug(tx, slug);
	if (standard === null) throw new Missing();
	return standard;
}

const listPage: Route = get({
	url: '/standards',
	opens: 'account',
	permit: read,
	query: z.object({ kind: z.enum(['', ...standardKinds]).catch('') }),
	async handle({ tx, actor, query: { kind } }) {
		const all = await standardsOf(tx);
		const ofStandards = Map.groupBy(await standardVersions(tx), ({ standard }) => standard.id);
		const today = await todayIn(tx);
		const shown = all.filter((standard) => kind === '' || standard.kind === kind);
		return view('standards/list.njk', {
			rows: shown.map(({ id, slug, title, issuer, kind: of }) => {
				const versions = ofStandards.get(id) ?? [];
				const now = inForceOn(versions, today);
				return {
					title,
					issuer,
					href: `/standards/${slug}`,
					kind: standardKindTexts[of],
					inForce: now?.version ?? (versions.length === 0 ? 'No version yet' : 'None today'),
					since: now?.inForceFrom ?? null,
					versions: versions.length,
				};
			}),
			unused: all.length === 0,
			filter: { values: { kind } },
			kinds: standardKinds.map((value) => ({ value, text: standardKindTexts[value] })),
			applied: kind === '' ? [] : [{ name: 'Kind', text: standardKindTexts[kind], href: '/standards' }],
			mayChange: mayTry(actor, change),
		});
	},
});

const listFile: Route = get({
	url: '/standards.csv',
	opens: 'account',
	permit: read,
	async handle({ tx }) {
		const versions = await standardVersions(tx);
		const today = await todayIn(tx);
		const names = new Map(versions.map((version) => [version.id, citeStandard(version)]));
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				[
					'standard',
					'issuer',
					'kind',
					'version',
					'in force from',
					'in force to',
					'state',
					'superseded by',
					'address',
					'note',
				],
				versions.map((one) => [
					one.standard.title,
					one.standard.issuer,
					one.standard.kind,
					one.version,
					one.inForceFrom?.toString() ?? '',
					one.inForceTo?.toString() ?? '',
					stateOn(one, today),
					one.supersededBy === null ? '' : (names.get(one.supersededBy) ?? ''),
					one.address,
					one.note,
				]),
			),
			saveAs: 'standards.csv',
		};
	},
});

function standardPage({ standardUses }: StandardPorts): Route {
	return get({
		url: '/standards/:slug',
		opens: 'account',
		permit: read,
		params: ofStandard,
		async handle({ tx, actor, params }) {
			const standard = await standardAt(tx, params);
			const all = await standardVersions(tx);
			const versions = all.filter((one) => one.standard.id === standard.id);
			const byId = new Map(all.map((one) => [one.id, one]));
			const today = await todayIn(tx);
			const staff = actor.organisation?.kind === 'inspectorate';
			const uses =
				staff && standardUses !== undefined
					? await standardUses(
							tx,
							versions.map(({ id }) => id),
						)
					: [];
			const history = staff ? await timelineOf(tx, { kind: 'standard', id: standard.id }) : null;
			return view('standards/standard.njk', {
				standard,
				kind: standardKindTexts[standard.kind],
				versions: versions.toReversed().map((one) => ({
					...one,
					tag: stateTags[stateOn(one, today)],
					successor: linkTo(one.supersededBy === null ? undefined : byId.get(one.supersededBy)),
					tookPlaceOf: all
						.filter(({ supersededBy }) => supersededBy === one.id)
						.map((earlier) => linkTo(earlier)),
					uses: uses.filter(({ version }) => version === one.id),
				})),
				staff,
				uses: uses.length,
				mayChange: mayTry(actor, change),
				history: history?.entries ?? [],
			});
		},
	});
}

function linkTo(version: StandardVersion | undefined) {
	if (version === undefined) return null;
	return { text: citeStandard(version), href: `/standards/${version.standard.slug}#${version.id}` };
}

const standardFields = z.object({
	title: line('Enter the title of the standard', 300),
	issuer: line('Enter who issued it, such as the College of Policing', 200),
	kind: z.enum(standardKinds, 'Choose what it is'),
	note: optionalParagraph(2000),
});

const kinds = standardKinds.map((value) => ({ value, text: standardKindTexts[value] }));

const addPage: Route[] = form({
	url: '/standards/add',
	opens: 'account',
	permit: change,
	view: 'standards/edit.njk',
	fields: standardFields,
	load: async () => ({ standard: null, kinds }),
	async submit({ tx, values }) {
		await refuseSame(tx, values, null);
		const { slug } = await addStandard(tx, values);
		return redirect(
			`/standards/${slug}/versions/add`,
			`${values.title} is in the register. Now add a version.`,
		);
	},
});

const changePage: Route[] = form({
	url: '/standards/:slug/change',
	opens: 'account',
	permit: change,
	params: ofStandard,
	view: 'standards/edit.njk',
	fields: standardFields,
	load: async ({ tx, params }) => ({ standard: await standardAt(tx, params), kinds }),
	initial: ({ standard: { title, issuer, kind, note } }) => ({ title, issuer, kind, note: note ?? '' }),
	async submit({ tx, values, data: { standard } }) {
		await refuseSame(tx, values, standard.id);
		await changeStandard(tx, standard.id, values);
		return redirect(`/standards/${standard.slug}`, 'The standard is changed.');
	},
});

/** The same title of the same issuer is the same standard, and has another version. */
async function refuseSame(
	tx: Tx,
	{ title, issuer }: { title: string; issuer: string },
	except: string | null,
): Promise<void> {
	const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
	const known = (await standardsOf(tx)).find(
		(one) => one.id !== except && same(one.title, title) && same(one.issuer, issuer),
	);
	if (known !== undefined) {
		throw new Invalid({ title: 'This standard is in the register already. Add a version to it instead' });
	}
}

const versionFields = withDays(
	['inForceFrom', 'inForceTo'],
	z.object({
		version: line('Enter the version, as it is cited, such as 2014 or version 3', 100),
		inForceFrom: optionalDay('first day in force'),
		inForceTo: optionalDay('last day in force'),
		address: optionalLine(2000).refine(
			(text) => text === null || /^https?:\/\/[^\s/]+\S*$/.test(text),
			'Enter an address that begins with https://, such as https://www.example.org/code',
		),
		note: optionalParagraph(2000),
		supersedes: z.union([z.uuid(), z.literal('')]).default(''),
		supersededBy: z.union([z.uuid(), z.literal('')]).default(''),
	}),
);

const taken = { '23505': { version: 'The standard has a version of this name already. Enter another name' } };

const addVersionPage: Route[] = form({
	url: '/standards/:slug/versions/add',
	opens: 'account',
	permit: change,
	params: ofStandard,
	view: 'standards/version.njk',
	fields: versionFields,
	load: async ({ tx, params }) => versionData(tx, params, null),
	initial: ({ standing }) => ({ supersedes: standing ?? '' }),
	async submit({ tx, values, data: { standard, all } }) {
		await holdVersions(tx);
		const supersedes = values.supersedes === '' ? null : values.supersedes;
		const version = { ...values, supersededBy: values.supersededBy === '' ? null : values.supersededBy };
		refuse(versionProblems({ ...version, id: null }, all));
		const before = all.find(({ id }) => id === supersedes);
		if (supersedes !== null && before === undefined) {
			throw new Invalid({ supersedes: 'Choose a version from the list' });
		}
		if (before !== undefined && before.supersededBy !== null) {
			throw new Invalid({ supersedes: 'Another version has taken its place already. Choose another' });
		}
		if (before !== undefined) {
			const turned = versionProblems({ ...before, supersededBy: 'new' }, [
				...all,
				{ ...version, id: 'new', standard },
			]);
			if (turned.supersededBy !== undefined) {
				throw new Invalid({
					supersedes: 'That version came into force after this one. Choose an earlier one',
				});
			}
		}
		await asInvalid(taken, () => addStandardVersion(tx, { ...version, standard: standard.id, supersedes }));
		return redirect(`/standards/${standard.slug}`, `${standard.title}, ${values.version} is added.`);
	},
});

const changeVersionPage: Route[] = form({
	url: '/standards/:slug/versions/:id',
	opens: 'account',
	permit: change,
	params: ofVersion,
	view: 'standards/version.njk',
	fields: versionFields,
	load: async ({ tx, params }) => versionData(tx, params, params.id),
	initial: ({ version }) => ({
		version: version?.version ?? '',
		...dayParts('inForceFrom', version?.inForceFrom ?? null),
		...dayParts('inForceTo', version?.inForceTo ?? null),
		address: version?.address ?? '',
		supersededBy: version?.supersededBy ?? '',
		note: version?.note ?? '',
	}),
	async submit({ tx, params, values, data: { standard, all } }) {
		await holdVersions(tx);
		const version = { ...values, supersededBy: values.supersededBy === '' ? null : values.supersededBy };
		refuse(versionProblems({ ...version, id: params.id }, all));
		await asInvalid(taken, () => changeStandardVersion(tx, params.id, version));
		return redirect(`/standards/${standard.slug}`, `${standard.title}, ${values.version} is changed.`);
	},
});

function refuse(problems: Record<string, string>): void {
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
}

async function versionData(tx: Tx, params: { slug: string }, id: string | null) {
	const standard = await standardAt(tx, params);
	const all = await standardVersions(tx);
	const own = all.filter((one) => one.standard.id === standard.id);
	const version = own.find((one) => one.id === id) ?? null;
	if (id !== null && version === null) throw new Missing();
	const today = await todayIn(tx);
	const choices = (of: readonly StandardVersion[]) =>
		of.map((one) => ({ value: one.id, text: citeStandard(one) }));
	const others = all.filter((one) => one.id !== id);
	return {
		standard,
		all,
		version,
		/** The one whose place a new version most likely takes. */
		standing: inForceOn(own, today)?.id ?? null,
		earlier: choices(others.filter(({ supersededBy }) => supersededBy === null)),
		others: choices(others),
	};
}
