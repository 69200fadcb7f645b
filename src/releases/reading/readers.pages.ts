import { z } from 'zod';
import {
	type AccountActor,
	csv,
	emailField,
	form,
	get,
	Invalid,
	type InviteReader,
	type Mailer,
	Missing,
	mayTry,
	nameField,
	pageNumber,
	paginationOf,
	perPage,
	post,
	Refused,
	type Route,
	redirect,
	type Services,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { instant, instantParts, withInstants } from '../gathering/instant-fields.ts';
import { instantInWords } from '../gathering/london.ts';
import { releaseById } from '../gathering/release.store.ts';
import { citeRelease, type Release, releaseHref } from '../gathering/release.ts';
import { postNamed } from './mails.ts';
import { readerPolicy } from './policy.ts';
import {
	accountNamed,
	confirmRevoked,
	looksAt,
	nameReader,
	nowIn,
	readerById,
	readersOf,
	revokeReader,
} from './reader.store.ts';
import { type Reader, standingOf, usualWindow, windowProblems } from './reader.ts';

const { see, name, revoke, confirm } = readerPolicy.can;
const one = z.object({ id: z.uuid() });
const reader = one.extend({ reader: z.uuid() });

/** As many as a spreadsheet opens with ease. */
const mostRows = 100_000;

export type ReadersMeans = { services: Services; mailer: Mailer; invite: InviteReader };

/** Who may read a release early, as those who publish decide and watch it. */
export function readersPages(means: ReadersMeans): Route[] {
	return [listPage, ...namePages(means), ...revokePages, confirmPost, logPage, logCsv];
}

async function releaseAt(tx: Tx, { id }: { id: string }): Promise<Release> {
	const release = await releaseById(tx, id);
	if (release === null) throw new Missing();
	return release;
}

function releaseLine(release: Release) {
	return {
		title: release.title,
		cited: citeRelease(release),
		href: releaseHref(release),
		readersHref: releaseHref(release, 'readers'),
		nameHref: releaseHref(release, 'readers/name'),
		logHref: releaseHref(release, 'readers/log'),
		logCsvHref: releaseHref(release, 'readers/log.csv'),
		until: release.releaseAt === null ? null : instantInWords(release.releaseAt),
		delivered: release.deliverAt === null ? null : instantInWords(release.deliverAt),
	};
}

function readerLine(one: Reader, actor: AccountActor, now: Temporal.Instant) {
	return {
		id: one.id,
		name: one.account.name,
		email: one.account.email,
		organisation: one.account.organisation ?? 'Outside reader',
		purpose: one.purpose,
		opens: instantInWords(one.opensAt),
		closes: instantInWords(one.closesAt),
		namedBy: one.namedBy ?? 'Delivered by the service',
		standing: standingOf(one, now),
		revoked: one.revoked,
		confirmed: one.confirmed,
		looks: one.looks,
		lastLook: one.lastLook,
		revokeHref: `/releases/${one.release}/readers/${one.id}/revoke`,
		revocable: one.revoked === null && Temporal.Instant.compare(one.closesAt, now) > 0,
		confirmAction: `/releases/${one.release}/readers/${one.id}/confirm`,
		toConfirm: one.revoked !== null && one.confirmed === null,
		byThem: one.revoked?.by?.id === actor.account,
	};
}

const listPage = get({
	url: '/releases/:id/readers',
	opens: 'account',
	permit: see,
	params: one,
	async handle({ tx, actor, params }) {
		const release = await releaseAt(tx, params);
		const now = await nowIn(tx);
		const readers = await readersOf(tx, release.id);
		const { looks, total } = await looksAt(tx, release.id, { most: 5 });
		return view('reading/readers.njk', {
			release: releaseLine(release),
			readers: readers.map((each) => readerLine(each, actor, now)),
			looks,
			total,
			names: mayTry(actor, name) && ahead(release, now),
		});
	},
});

function ahead({ releaseAt: until }: Release, now: Temporal.Instant): boolean {
	return until === null || Temporal.Instant.compare(until, now) > 0;
}

function namePages({ services, mailer, invite }: ReadersMeans): Route[] {
	return form({
		url: '/releases/:id/readers/name',
		opens: 'account',
		permit: name,
		params: one,
		view: 'reading/name.njk',
		fields: withInstants(
			['opens', 'closes'],
			z.object({
				email: emailField,
				name: z.string().trim().max(100, 'Enter a name of at most 100 characters').default(''),
				purpose: z
					.string('Enter what they read it for')
					.trim()
					.min(1, 'Enter what they read it for')
					.max(500, 'Use 500 characters or fewer'),
				opens: instant('time at which access opens'),
				closes: instant('time at which access closes'),
			}),
		),
		async load({ tx, params }) {
			const release = await releaseAt(tx, params);
			const now = await nowIn(tx);
			if (release.releaseAt === null)
				throw new Refused('Set the instant of this release first: readers are named for the time before it.');
			if (!ahead(release, now))
				throw new Refused('The instant of this release has passed, so there is nothing to read early.');
			return { release: releaseLine(release), until: release.releaseAt, now };
		},
		initial({ until, now }) {
			const { opens, closes } = usualWindow(until, now);
			return { ...instantParts('opens', opens), ...instantParts('closes', closes) };
		},
		async submit({ tx, params, values, data: { until, now } }) {
			const { opens, closes, purpose } = values;
			const problems = windowProblems({ opens, closes }, { releaseAt: until, now });
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			const known = await accountNamed(tx, values.email);
			const person = known ?? (await invited(tx, invite, values));
			await nameReader(tx, { release: params.id, account: person.id, purpose, opens, closes });
			await postNamed(services, mailer, tx, person, opens);
			return redirect(
				`/releases/${params.id}/readers`,
				known === null
					? `${person.name} is invited, and can read it from ${instantInWords(opens)}.`
					: `${person.name} can read it from ${instantInWords(opens)}.`,
			);
		},
	});
}

async function invited(
	tx: Tx,
	invite: InviteReader,
	values: { email: string; name: string },
): Promise<{ id: string; name: string; email: string }> {
	const named = nameField.safeParse(values.name);
	if (!named.success) {
		throw new Invalid({
			name:
				values.name === ''
					? 'There is no account with this email address. Check the address, or enter their full name to invite them as an outside reader'
					: (named.error.issues[0]?.message ?? 'Enter a full name'),
		});
	}
	const person = { email: values.email, name: named.data };
	return { ...person, id: await invite(tx, person) };
}

const reasonField = z
	.string('Enter why they may no longer read it')
	.trim()
	.min(1, 'Enter why they may no longer read it')
	.max(2000, 'Use 2,000 characters or fewer');

const revokePages: Route[] = form({
	url: '/releases/:id/readers/:reader/revoke',
	opens: 'account',
	permit: revoke,
	params: reader,
	view: 'reading/revoke.njk',
	fields: z.object({ because: reasonField }),
	async load({ tx, actor, params }) {
		const release = await releaseAt(tx, params);
		const found = await readerById(tx, release.id, params.reader);
		if (found === null) throw new Missing();
		if (found.revoked !== null) throw new Refused('Their access has been revoked already.');
		return { release: releaseLine(release), reader: readerLine(found, actor, await nowIn(tx)) };
	},
	async submit({ tx, params, values, data }) {
		await revokeReader(tx, params.reader, values.because);
		return redirect(
			`/releases/${params.id}/readers`,
			`${data.reader.name} cannot read it any more. Somebody else is asked to confirm it.`,
		);
	},
});

const confirmPost: Route = post({
	url: '/releases/:id/readers/:reader/confirm',
	opens: 'account',
	permit: confirm,
	params: reader,
	async handle({ tx, actor, params }) {
		const release = await releaseAt(tx, params);
		const found = await readerById(tx, release.id, params.reader);
		if (found === null) throw new Missing();
		if (found.revoked === null) throw new Refused('Their access has not been revoked.');
		if (found.confirmed !== null) throw new Refused('This has been confirmed already.');
		if (found.revoked.by?.id === actor.account)
			throw new Refused('Somebody else has to confirm this, because you revoked it.');
		await confirmRevoked(tx, found.id);
		return redirect(`/releases/${release.id}/readers`, 'It is confirmed.');
	},
});

const logPage: Route = get({
	url: '/releases/:id/readers/log',
	opens: 'account',
	permit: see,
	params: one,
	query: z.object({ page: pageNumber }),
	async handle({ tx, params, query: { page } }) {
		const release = await releaseAt(tx, params);
		const { looks, total } = await looksAt(tx, release.id, { most: perPage, skip: (page - 1) * perPage });
		return view('reading/log.njk', {
			release: releaseLine(release),
			looks,
			pages: paginationOf({ page, total, query: {}, noun: 'look' }),
		});
	},
});

const logCsv: Route = get({
	url: '/releases/:id/readers/log.csv',
	opens: 'account',
	permit: see,
	params: one,
	async handle({ tx, params }) {
		const release = await releaseAt(tx, params);
		const { looks } = await looksAt(tx, release.id, { most: mostRows });
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			saveAs: `${citeRelease(release)}-looks.csv`,
			body: csv(
				['at', 'name', 'email', 'what', 'address'],
				looks.map(({ at, name: who, email, what, address }) => [at.toString(), who, email, what, address]),
			),
		};
	},
});
