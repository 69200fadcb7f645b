import { z } from 'zod';
import {
	day,
	dayParts,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { citeRaised, raisedOf } from '../../judgments/index.ts';
import { inspectionsOf, line, optionalLine, paragraph, todayIn } from '../../programmes/index.ts';
import { citeRelease, releaseByNumber } from '../../releases/index.ts';
import { isStaff } from '../register/view.ts';
import {
	type Accelerated,
	acceleratedOf,
	addAccelerated,
	linkAccelerated,
	tellAccelerated,
} from './accelerated.store.ts';
import { monitoringHref, monitoringPolicy } from './stage.ts';
import { acceleratedLine, forceAt, ofForce, ofRow } from './view.ts';

const { read, look, keep } = monitoringPolicy.can;

/** What it belongs to: each may be left open until it is there. */
const placeFields = {
	inspection: z.union([z.literal(''), z.uuid('Choose an inspection of this force')]).default(''),
	raised: z.union([z.literal(''), z.uuid('Choose a cause of concern of this force')]).default(''),
	release: optionalLine(20),
};

async function choicesFor(tx: Tx, force: string) {
	const inspections = await inspectionsOf(tx, { force });
	const raised = await raisedOf(tx, { force });
	return {
		inspections: inspections.map(({ id, programme }) => ({ value: id, text: programme.name })),
		causes: raised
			.filter(({ kind }) => kind === 'cause of concern')
			.map((one) => ({ value: one.id, text: `${citeRaised(one)} ${one.title ?? one.text}`.slice(0, 120) })),
	};
}

/** "REL-12" or "12". */
async function releaseNamed(tx: Tx, typed: string | null): Promise<string | null> {
	if (typed === null) return null;
	const [, digits] = /^(?:REL-)?(\d{1,15})$/i.exec(typed) ?? [];
	const release = digits === undefined ? null : await releaseByNumber(tx, Number(digits));
	if (release === null) throw new Invalid({ release: 'Enter the number of a release, such as REL-12' });
	return release.id;
}

async function acceleratedAt(tx: Tx, force: string, id: string, staff = true): Promise<Accelerated> {
	const [found] = await acceleratedOf(tx, { force, id, staff });
	if (found === undefined) throw new Missing();
	return found;
}

const newPage = form({
	url: '/followup/monitoring/:force/accelerated/new',
	opens: 'account',
	permit: look,
	params: ofForce,
	view: 'monitoring/accelerated-new.njk',
	fields: withDays(
		['foundOn'],
		z.object({
			title: line('Enter a title'),
			found: paragraph('Enter what was found', 10_000),
			foundOn: day('day on which it was found'),
			...placeFields,
		}),
	),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		return {
			force: { ...force, href: monitoringHref(force) },
			today: await todayIn(tx),
			...(await choicesFor(tx, force.id)),
		};
	},
	initial: ({ today }) => dayParts('foundOn', today),
	async submit({ tx, values, data: { force } }) {
		const { inspection, raised, release, ...rest } = values;
		const { id } = await addAccelerated(tx, {
			...rest,
			force: force.id,
			inspection: inspection === '' ? null : inspection,
			raised: raised === '' ? null : raised,
			release: await releaseNamed(tx, release),
		});
		return redirect(
			monitoringHref(force, `accelerated/${id}`),
			'It is recorded. Nobody outside the inspectorate sees it before its release is public.',
		);
	},
});

/** One of them; for a force and its policing body only what is public of it. */
const onePage = get({
	url: '/followup/monitoring/:force/accelerated/:id',
	opens: 'account',
	permit: read,
	params: ofRow,
	async handle({ tx, actor, params, demand }) {
		const force = await forceAt(tx, params, demand);
		const staff = isStaff(actor);
		const found = await acceleratedAt(tx, force.id, params.id, staff);
		return view('monitoring/accelerated.njk', {
			staff,
			force: { ...force, href: monitoringHref(force) },
			one: acceleratedLine(found, force),
			mayLook: mayTry(actor, look),
			mayKeep: mayTry(actor, keep),
		});
	},
});

const toldPage = form({
	url: '/followup/monitoring/:force/accelerated/:id/told',
	opens: 'account',
	permit: look,
	params: ofRow,
	view: 'monitoring/accelerated-told.njk',
	fields: withDays(['on'], z.object({ on: day('day'), to: line('Enter who was told'), how: optionalLine() })),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		return {
			force: { ...force, href: monitoringHref(force) },
			one: acceleratedLine(await acceleratedAt(tx, force.id, params.id), force),
			today: await todayIn(tx),
		};
	},
	initial: ({ today }) => dayParts('on', today),
	async submit({ tx, values, data: { one } }) {
		await tellAccelerated(tx, one.id, values);
		return redirect(one.href, 'It is recorded.');
	},
});

/** Which inspection, cause of concern and release it belongs to, once they are there. */
const placePage = form({
	url: '/followup/monitoring/:force/accelerated/:id/place',
	opens: 'account',
	permit: keep,
	params: ofRow,
	view: 'monitoring/accelerated-place.njk',
	fields: z.object(placeFields),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		return {
			force: { ...force, href: monitoringHref(force) },
			one: acceleratedLine(await acceleratedAt(tx, force.id, params.id), force),
			...(await choicesFor(tx, force.id)),
		};
	},
	initial: ({ one: { inspection, raised, release } }) => ({
		inspection: inspection?.id ?? '',
		raised: raised?.id ?? '',
		release: release === null || release.number === null ? '' : citeRelease({ number: release.number }),
	}),
	async submit({ tx, values, data: { one } }) {
		await linkAccelerated(tx, one.id, {
			inspection: values.inspection === '' ? null : values.inspection,
			raised: values.raised === '' ? null : values.raised,
			release: await releaseNamed(tx, values.release),
		});
		return redirect(one.href, 'It is changed.');
	},
});

export const acceleratedPages: Route[] = [...newPage, onePage, ...toldPage, ...placePage];
