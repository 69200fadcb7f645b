import { userInfo } from 'node:os';
import { documentByNumber, pressOf } from '../../documents/index.ts';
import {
	type Actor,
	type Command,
	Refused,
	type Services,
	type Tx,
	WrongUsage,
} from '../../foundation/index.ts';
import { programmeBySlug } from '../../programmes/index.ts';
import type { Gathered } from '../gathering/item.ts';
import { londonInstant } from '../gathering/london.ts';
import { releaseById } from '../gathering/release.store.ts';
import { citeRelease, usualTimes } from '../gathering/release.ts';
import type { FreezingPorts } from './freeze.job.ts';
import { freezePast, gatherPast, recordPast } from './past.ts';

const text = { type: 'string' } as const;

/** Puts on record what was published before this system was there. */
export function pastCommand(portsOf: (services: Services) => Promise<FreezingPorts>): Command<Services> {
	return {
		name: 'release record',
		summary: 'Put on record what was published before this system was there',
		usage: 'D-12 … --title TITLE --on DAY --because WHY',
		positionals: ['D-12 …'],
		options: {
			title: text,
			on: text,
			at: text,
			because: text,
			slug: text,
			summary: text,
			programme: text,
			indicator: { type: 'string', multiple: true },
		},
		help: {
			title: 'What it was called',
			on: 'The day on which it was published, such as 2014-09-04',
			at: 'The time of that day in London; 00:01 where nothing is said',
			because: 'Why it is put on record without the approval of two people here',
			slug: 'Its address for ever; made from the title where nothing is said',
			summary: 'What is said of it beside the title',
			programme: 'The address of the programme that it belongs to',
			indicator: 'An indicator whose figures were published with it; may come again',
		},
		async run({ positionals, values, json, io, world }) {
			const said = (name: string) => {
				const value = values[name];
				return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
			};
			const needed = (name: string) => {
				const value = said(name);
				if (value === undefined) throw new WrongUsage(`Say --${name}.`);
				return value;
			};
			const [title, because] = [needed('title'), needed('because')];
			const releaseAt = instantOf(needed('on'), said('at') ?? usualTimes.reports);
			const indicators = Array.isArray(values.indicator) ? values.indicator.map(String) : [];
			const services = world;
			const operator: Actor = { kind: 'operator', name: userInfo().username };
			const id = await services.database.asActor(operator, async (tx) => {
				const programme = await programmeOf(tx, said('programme'));
				return gatherPast(tx, operator, {
					...{ title, because, releaseAt, programme, kind: 'reports' },
					...(said('slug') === undefined ? {} : { slug: needed('slug') }),
					summary: said('summary') ?? null,
					gathers: [
						...(await documentsCited(tx, positionals)),
						...indicators.map((indicator): Gathered => ({ indicator })),
					],
				});
			});
			const press = pressOf(services);
			const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
				services.database.asActor({ kind: 'worker', task: 'record a release' }, work);
			await freezePast(asWorker, id, { ...(await portsOf(services)), press });
			const release = await services.database.asActor(operator, async (tx) => {
				await recordPast(tx, operator, id);
				return releaseById(tx, id);
			});
			if (release === null) throw new Refused('The release is not there any more.');
			const cited = citeRelease(release);
			io.out(
				json
					? `${JSON.stringify({ release: cited, slug: release.slug })}\n`
					: `${cited}, “${title}”, is on record as published at ${releaseAt}.\n`,
			);
			return 0;
		},
	};
}

function instantOf(on: string, at: string): Temporal.Instant {
	try {
		const read = londonInstant(Temporal.PlainDate.from(on), Temporal.PlainTime.from(at));
		if ('problem' in read) throw new WrongUsage(`${read.problem}.`);
		return read.instant;
	} catch (error) {
		if (error instanceof WrongUsage) throw error;
		throw new WrongUsage('Say the day as in --on 2014-09-04, and the time as in --at 00:01.');
	}
}

async function programmeOf(tx: Tx, slug: string | undefined): Promise<string | null> {
	if (slug === undefined) return null;
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Refused(`There is no programme “${slug}”.`);
	return programme.id;
}

async function documentsCited(tx: Tx, cited: readonly string[]): Promise<Gathered[]> {
	const found: Gathered[] = [];
	for (const one of cited) {
		const number = /^D-?(\d{1,9})$/i.exec(one)?.[1];
		const document = number === undefined ? null : await documentByNumber(tx, Number(number));
		if (document === null) throw new Refused(`There is no document “${one}”.`);
		found.push({ document: document.id });
	}
	return found;
}
