import { z } from 'zod';
import {
	asInvalid,
	form,
	Invalid,
	Overtaken,
	type Route,
	redirect,
	type Tx,
} from '../../foundation/index.ts';
import { line, listProgrammes, optionalParagraph } from '../../programmes/index.ts';
import { editionsOf } from './edition.store.ts';
import { one, releaseAt, seen } from './fields.ts';
import { instantParts, optionalInstant, withInstants } from './instant-fields.ts';
import { releasePolicy } from './policy.ts';
import { addRelease, changeRelease, demandPreparing } from './release.store.ts';
import { isPublic, type Release, releaseHref, releaseKinds, usualTimes } from './release.ts';
import { nowIn } from './releasing.store.ts';
import { releaseLine } from './view.ts';

const { prepare } = releasePolicy.can;

const kind = z.enum(['reports', 'statistics'], 'Choose what it publishes');
const described = {
	title: line('Enter the title', 300),
	summary: optionalParagraph(2000),
	kind,
	programme: z.union([z.literal(''), z.uuid('Choose one of the list')]).default(''),
	release: optionalInstant('instant of release'),
	deliver: optionalInstant('delivery to chief officers'),
};

/** Where a day has no time, the usual one of its kind is meant. */
function withUsualTimes<S extends z.ZodType>(schema: S) {
	return z.preprocess((body) => {
		const values: Record<string, unknown> = typeof body === 'object' ? { ...body } : {};
		const usual = usualTimes[values.kind === 'statistics' ? 'statistics' : 'reports'];
		for (const name of ['release', 'deliver']) {
			const has = (part: string) => String(values[`${name}-${part}`] ?? '').trim() !== '';
			if (has('day') && !has('time')) values[`${name}-time`] = usual;
		}
		return values;
	}, schema);
}

const timed = ['release', 'deliver'] as const;

export const editPages: Route[] = [
	...form({
		url: '/releases/new',
		opens: 'account',
		permit: prepare,
		query: z.object({ programme: z.string().max(200).optional() }),
		view: 'gathering/new.njk',
		fields: withUsualTimes(withInstants(timed, z.object(described))),
		async load({ tx, query }) {
			const { chosen, ...choices } = await choicesIn(tx, query.programme);
			return { ...choices, chosen };
		},
		initial: ({ chosen }) => ({ kind: 'reports', programme: chosen?.id ?? '' }),
		async submit({ tx, values, data }) {
			demandProgramme(data.programmes, values.programme);
			demandInstants(values, { now: await nowIn(tx), past: false });
			const { release, deliver, programme, ...same } = values;
			const added = await addRelease(tx, {
				...same,
				programme: programme === '' ? null : programme,
				releaseAt: release,
				deliverAt: deliver,
			});
			return redirect(releaseHref(added), `REL-${added.number} is begun. Next, add what it publishes.`);
		},
	}),
	...form({
		url: '/releases/:id/edit',
		opens: 'account',
		permit: prepare,
		params: one,
		view: 'gathering/edit.njk',
		fields: withUsualTimes(
			withInstants(timed, z.object({ ...described, seen, changeNote: optionalParagraph(4000) })),
		),
		async load({ tx, params }) {
			await releaseAt(tx, params);
			const release = await demandPreparing(tx, params.id);
			const now = await nowIn(tx);
			const editions = await editionsOf(tx, release.id);
			return {
				...(await choicesIn(tx, release.programme?.slug)),
				release: releaseLine(release, null, now),
				at: releaseHref(release),
				now,
				// The first instant stays what it was; a correction is there as soon as it is approved.
				correction: editions.some((edition) => isPublic(edition, now)),
			};
		},
		initial: ({ release, correction }) => valuesOf(release, correction),
		async submit({ tx, params, values, data }) {
			demandProgramme(data.programmes, values.programme);
			const { release: given, deliver, programme, changeNote, ...same } = values;
			const past = data.release.recordedBecause !== null;
			if (!data.correction) demandInstants(values, { now: data.now, past });
			if (data.correction && changeNote === null) {
				throw new Invalid({ changeNote: 'Enter what the correction corrects' });
			}
			try {
				await asInvalid({ recorded_by_administrator: { '': 'An administrator changes this' } }, () =>
					changeRelease(tx, params.id, {
						...same,
						programme: programme === '' ? null : programme,
						...(data.correction ? { changeNote } : { releaseAt: given, deliverAt: deliver }),
					}),
				);
			} catch (error) {
				if (error instanceof Overtaken) throw new Invalid({ '': error.message });
				throw error;
			}
			return redirect(data.at, 'The release is changed.');
		},
	}),
];

async function choicesIn(tx: Tx, slug: string | undefined) {
	const all = await listProgrammes(tx);
	return {
		programmes: all.map(({ id, name }) => ({ value: id, text: name })),
		chosen: all.find((programme) => programme.slug === slug) ?? null,
		kinds: [
			{
				value: 'reports',
				text: releaseKinds.reports,
				hint: 'Usually at 12:01am',
			},
			{ value: 'statistics', text: releaseKinds.statistics, hint: 'Usually at 9:30am' },
		],
	};
}

function demandProgramme(programmes: readonly { value: string }[], chosen: string): void {
	if (chosen !== '' && !programmes.some(({ value }) => value === chosen)) {
		throw new Invalid({ programme: 'Choose the programme from the list' });
	}
}

/** An instant lies ahead; of what was published before this system was there, behind. */
function demandInstants(
	{ release, deliver }: { release: Temporal.Instant | null; deliver: Temporal.Instant | null },
	{ now, past }: { now: Temporal.Instant; past: boolean },
): void {
	const { compare } = Temporal.Instant;
	if (release !== null && past && compare(now, release) < 0) {
		throw new Invalid({ release: 'The instant at which it was published must be in the past' });
	}
	if (release !== null && !past && compare(release, now) <= 0) {
		throw new Invalid({ release: 'The instant of release must be in the future' });
	}
	if (deliver === null) return;
	if (release === null) throw new Invalid({ release: 'Enter the instant of release too' });
	if (compare(deliver, release) >= 0) {
		throw new Invalid({ deliver: 'Chief officers are given it before it is public: choose an earlier time' });
	}
}

function valuesOf(release: Release, correction: boolean) {
	const { title, summary, kind: of, programme, version, changeNote } = release;
	return {
		seen: String(version),
		title,
		summary: summary ?? '',
		kind: of,
		programme: programme?.id ?? '',
		changeNote: changeNote ?? '',
		...(correction
			? {}
			: { ...instantParts('release', release.releaseAt), ...instantParts('deliver', release.deliverAt) }),
	};
}
