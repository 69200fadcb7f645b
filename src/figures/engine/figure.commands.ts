import { userInfo } from 'node:os';
import {
	type Actor,
	type Command,
	type CommandIo,
	inWordsDate,
	Refused,
	type Services,
	WrongUsage,
} from '../../foundation/index.ts';
import { indicatorOf, listIndicators } from '../indicators/indicator.store.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { snapshotById } from '../snapshots/snapshot.store.ts';
import { duckOf } from '../tables/duck.ts';
import { areaMeant, unknownIndicator } from './area-words.ts';
import { type Explained, explain } from './explain.ts';
import { figuresOf } from './figure.store.ts';
import type { Figure } from './figure.ts';
import { gather } from './gather.ts';
import { endMeant } from './period-words.ts';
import { recompute, type Unproved, verify } from './recompute.ts';

const operator = (): Actor => ({ kind: 'operator', name: userInfo().username });

type Vintage = { id: string; source: string; release: string; publishedOn: string | null; file: string };

const figureCommand: Command<Services> = {
	name: 'figure',
	summary: 'Print a figure with its interval, its parts, its vintages and its method',
	usage: 'INDICATOR --area AREA --period PERIOD',
	positionals: ['INDICATOR'],
	options: {
		area: { type: 'string' },
		period: { type: 'string' },
		part: { type: 'string' },
		explain: { type: 'boolean' },
	},
	help: {
		area: 'A force by any spelling, “group of” a force, a region, or England and Wales (which it is unless you say)',
		period:
			'The month that it ends with, such as 2014-06 or “12 months to June 2014”; the newest unless you say',
		part: 'A part of it, such as ethnicity=Black; “all” for every part',
		explain: 'Print the query as well, and the rows of the snapshots that it used',
	},
	async run({ positionals: [name = ''], values, json, io, world }) {
		const found = await find(world, name, {
			area: textIn(values.area) ?? 'EW',
			period: textIn(values.period),
			part: textIn(values.part),
		});
		const how = values.explain === true ? await explained(world, found) : null;
		if (json) io.out(`${JSON.stringify(inJson(found, how))}\n`);
		else tell(found, how, io);
		return 0;
	},
};

type Found = { indicator: Indicator; name: string; figures: readonly Figure[]; vintages: readonly Vintage[] };

async function find(
	world: Services,
	words: string,
	asked: { area: string; period: string | null; part: string | null },
): Promise<Found> {
	const until = asked.period === null ? null : endMeant(asked.period);
	return world.database.asActor(operator(), async (tx) => {
		const [, id = words, version] = /^(.+)@(\d+)$/.exec(words) ?? [];
		const indicator = await indicatorOf(tx, {
			indicator: id,
			version: version === undefined ? undefined : Number(version),
		});
		if (indicator === null)
			throw unknownIndicator(
				words,
				(await listIndicators(tx)).map((one) => one.id),
			);
		const { area, name } = await areaMeant(tx, asked.area);
		const all = await figuresOf(tx, {
			indicators: [{ indicator: indicator.id, version: indicator.version }],
			areas: [area],
			breakdown: 'all',
		});
		const end = until ?? all.at(-1)?.until ?? null;
		const now = all.filter((one) => end !== null && one.until.equals(end));
		const figures = now.filter((one) => isPart(one, asked.part));
		if (figures.length === 0) throw new Refused(nothing(indicator, name, all, now));
		const ids = [...new Set(figures.flatMap((one) => one.snapshots))];
		const vintages: Vintage[] = [];
		for (const one of ids) {
			const snapshot = await snapshotById(tx, one);
			if (snapshot !== null)
				vintages.push({
					id: snapshot.id,
					source: snapshot.source,
					release: snapshot.release,
					publishedOn: snapshot.publishedOn?.toString() ?? null,
					file: snapshot.files.map((file) => file.name).join(', '),
				});
		}
		return { indicator, name, figures, vintages };
	});
}

function isPart({ breakdown }: Figure, part: string | null): boolean {
	if (part === 'all') return true;
	return (
		Object.entries(breakdown)
			.map((one) => one.join('='))
			.join() === (part ?? '')
	);
}

function nothing(indicator: Indicator, name: string, all: readonly Figure[], now: readonly Figure[]): string {
	const [first, last] = [all[0], all.at(-1)];
	if (first === undefined || last === undefined)
		return `There is no figure of “${indicator.title}” for ${name}. Import what it is computed from, or run ./inspectorate figure recompute ${indicator.id}.`;
	if (now.length > 0)
		return `There is no such part. Write one of: ${now.flatMap(({ breakdown }) => Object.entries(breakdown).map((one) => one.join('='))).join(', ')}.`;
	return `There is no figure of “${indicator.title}” for ${name} that ends then. There are some from ${inWordsDate(first.until)} to ${inWordsDate(last.until)}.`;
}

async function explained(world: Services, { indicator, figures }: Found): Promise<Explained | null> {
	const [figure] = figures;
	if (figure === undefined) return null;
	const inputs = await world.database.asActor(operator(), (tx) => gather(tx, world, [indicator]));
	return explain(await duckOf(world), indicator, inputs, figure);
}

function inJson({ indicator, name, figures, vintages }: Found, how: Explained | null) {
	return {
		indicator: { id: indicator.id, version: indicator.version, title: indicator.title, unit: indicator.unit },
		area: name,
		figures: figures.map(({ since, until, ...one }) => ({
			...one,
			since: since.toString(),
			until: until.toString(),
		})),
		vintages,
		...(how === null ? {} : { explained: how }),
	};
}

function tell({ indicator, name, figures, vintages }: Found, how: Explained | null, io: CommandIo): void {
	for (const figure of figures) {
		const { value, lower, upper, numerator, denominator, markers, missing, leftOut, method } = figure;
		const part = Object.values(figure.breakdown).join(', ');
		const rows: [string, string | null][] = [
			['Value', value === null ? (figure.marker ?? 'not available') : `${value}${percent(indicator, value)}`],
			['Interval', lower === null || upper === null ? null : `${lower} to ${upper}`],
			['Numerator', numerator],
			['Denominator', denominator],
			['Undecided', figure.undecided],
			['As published', figure.published],
			['Marked', markers.length === 0 ? null : markers.join(', ')],
			['Without', missing.length === 0 ? null : missing.join(', ')],
			[
				'Left out',
				Object.entries(leftOut)
					.map((one) => one.join(': '))
					.join(', ') || null,
			],
			['Method', method],
			['Illustrative', figure.illustrative ? 'yes: it rests on made-up rows' : null],
		];
		io.out(`${indicator.title}${part === '' ? '' : `, ${part}`} (${indicator.unit})\n`);
		io.out(`${name}, ${inWordsDate(figure.since)} to ${inWordsDate(figure.until)}\n`);
		for (const [title, text] of rows) if (text !== null) io.out(`  ${title.padEnd(13)} ${text}\n`);
	}
	for (const { source, release, publishedOn, file, id } of vintages)
		io.out(
			`  ${'Vintage'.padEnd(13)} ${source}, ${release}${publishedOn === null ? '' : `, published ${publishedOn}`} (${file}; /data/${id})\n`,
		);
	if (how === null) return;
	io.out(`\nThe query\n${how.sql}\n`);
	for (const { part, source, rows, count } of how.used) {
		io.out(
			`\n${part}: ${count} rows of ${source}${count > rows.length ? `, of which ${rows.length} are here` : ''}\n`,
		);
		for (const row of rows)
			io.out(
				`  ${Object.entries(row)
					.filter(([, value]) => value !== null)
					.map((one) => one.join('='))
					.join('  ')}\n`,
			);
	}
}

function percent({ kind }: Indicator, value: string): string {
	return kind === 'proportion' ? ` (${(Number(value) * 100).toFixed(1)}%)` : '';
}

const recomputeCommand: Command<Services> = {
	name: 'figure recompute',
	summary: 'Compute what changed; with --verify, prove that what is stored is what comes out anew',
	usage: '--all | INDICATOR …',
	positionals: ['INDICATOR…?'],
	options: { all: { type: 'boolean' }, verify: { type: 'boolean' } },
	help: {
		all: 'All indicators',
		verify: 'Store nothing: compute everything anew, and list what differs from what is stored',
	},
	async run({ positionals, values, json, io, world }) {
		if (positionals.length === 0 && values.all !== true)
			throw new WrongUsage('Name indicators, or write --all.');
		if (positionals.length > 0 && values.all === true)
			throw new WrongUsage('Name indicators or write --all, not both.');
		const ids = await world.database.asActor(operator(), async (tx) =>
			(await listIndicators(tx)).map((one) => one.id),
		);
		for (const one of positionals) if (!ids.includes(one)) throw unknownIndicator(one, ids);
		const request = {
			actor: operator(),
			...(positionals.length === 0 ? {} : { indicators: positionals }),
			async progress(done: number, of: number, doing: string) {
				if (!json) io.err(`${String(done).padStart(4)} of ${of}  ${doing}\n`);
			},
		};
		if (values.verify === true) return proved(await verify(world, request), json, io);
		const done = await recompute(world, { ...request, because: 'Asked for at the command line' });
		if (json) io.out(`${JSON.stringify(done)}\n`);
		else if (done.length === 0)
			io.out('Everything is up to date: nothing that the figures come from changed.\n');
		for (const { indicator, version, figures, added, changed, removed } of json ? [] : done)
			io.out(
				`${indicator}@${version}: ${figures} figures, of which ${added} are new and ${changed} changed; ${removed} are gone.\n`,
			);
		return 0;
	},
};

const mostShown = 100;

function proved(
	{ figures, indicators, unproved }: Awaited<ReturnType<typeof verify>>,
	json: boolean,
	io: CommandIo,
): 0 | 1 {
	if (json) {
		const differences = unproved.map(({ figure, stored, computed }) => ({
			figure,
			stored: stored === null ? null : said(stored),
			computed: computed === null ? null : said(computed),
		}));
		io.out(`${JSON.stringify({ figures, indicators, differences })}\n`);
	} else if (unproved.length === 0) {
		io.out(`Proved: ${figures} figures of ${indicators} indicators came out anew just as they are stored.\n`);
	} else {
		for (const one of unproved.slice(0, mostShown)) io.out(`${inWords(one)}\n`);
		if (unproved.length > mostShown) io.out(`… and ${unproved.length - mostShown} more.\n`);
		io.err(
			`${unproved.length} figures are stored otherwise than they come out. Run the same without --verify if their sources changed; otherwise somebody changed what is stored.\n`,
		);
	}
	return unproved.length === 0 ? 0 : 1;
}

function inWords({ figure, stored, computed }: Unproved): string {
	if (stored === null)
		return `${figure}: not stored, and comes out as ${computed === null ? '' : said(computed)}`;
	if (computed === null) return `${figure}: stored as ${said(stored)}, and does not come out`;
	const [was, is] = [said(stored), said(computed)];
	return was === is
		? `${figure}: ${was} rests on other things than are stored with it`
		: `${figure}: stored as ${was}, and comes out as ${is}`;
}

function said({ value, marker }: Figure): string {
	return [value, marker].filter((one) => one !== null).join(', ');
}

function textIn(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export const figureCommands: readonly Command<Services>[] = [figureCommand, recomputeCommand];
