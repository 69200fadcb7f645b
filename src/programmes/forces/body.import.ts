import { dayColumn, optional, textColumn } from '../imports/column.ts';
import { backwards, finderOf, sameDay } from '../imports/dated.ts';
import { defineImport, type Row, type TellFault, toldOr } from '../imports/import.ts';
import { addBody, addService, allBodies, changeBody, endService, servicesOf } from './body.store.ts';
import type { OtherBody } from './body.ts';
import { compareRows, forceColumn, forceIn, forceNames, sinceColumn, untilColumn } from './finder.ts';
import { knownSpellings } from './force.store.ts';
import { forcePolicy } from './force.ts';

const columns = {
	body: textColumn('Body', {
		about: 'The name of the body.',
		example: 'East Midlands Special Operations Unit',
	}),
	what: textColumn('What it is', {
		about: 'What kind of body it is.',
		example: 'Regional special operations unit',
	}),
	existedSince: optional(
		dayColumn('Existed since', {
			about: 'Its first day; empty where it is not known.',
			example: '2010-04-01',
		}),
	),
	existedUntil: optional(
		dayColumn('Existed until', { about: 'Its last day; empty where there is none.', example: '2030-03-31' }),
	),
	force: optional({
		...forceColumn,
		about: 'A force that it serves, with a row for each; empty for a body that serves none.',
	}),
	since: sinceColumn,
	until: untilColumn,
};
type Columns = typeof columns;
type Told = Omit<OtherBody, 'id'>;

export const bodyImport = defineImport({
	name: 'other bodies',
	title: 'Bodies that are not forces',
	about:
		'One row for each force that a body serves, from one day to another, with what the body is in every row.',
	permit: forcePolicy.can.change,
	columns,
	async apply(tx, rows, fault) {
		const spellings = await knownSpellings(tx);
		const bodies = new Map((await allBodies(tx)).map((body) => [body.name.toLowerCase(), body]));
		const keyOfId = new Map([...bodies].map(([key, { id }]) => [id, key]));
		const kept = (await servicesOf(tx)).map((one) => ({
			...one,
			key: `${keyOfId.get(one.bodyId)}/${one.forceId}`,
		}));
		const before = finderOf(kept);
		const { told, agreeing } = bodiesIn(rows, bodies, fault);
		const incoming = agreeing.flatMap((row) => {
			if (row.values.force === null) return [];
			const { since } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, since);
			if (force === null) return [];
			const key = `${row.values.body.toLowerCase()}/${force.id}`;
			const until = toldOr(row, 'until', before(key, since)?.until);
			return [{ key, forceId: force.id, line: row.line, row, since, until }];
		});
		const services = compareRows(incoming, kept, () => true, fault);

		const count = {
			added: services.added.length,
			changed: services.changed.length,
			unchanged: services.unchanged,
		};
		const ids = new Map<string, string>();
		// A body without forces has a row of its own; another is counted with the forces that it serves.
		const alone = new Set(
			agreeing.filter(({ values }) => values.force === null).map(({ values }) => values.body.toLowerCase()),
		);
		for (const [key, body] of told) {
			const known = bodies.get(key);
			ids.set(key, known?.id ?? (await addBody(tx, body)));
			if (known !== undefined && !sameBody(known, body)) {
				await changeBody(tx, known.id, body);
				count.changed += 1;
				if (!alone.has(key)) count.unchanged = Math.max(0, count.unchanged - 1);
			} else if (alone.has(key)) count[known === undefined ? 'added' : 'unchanged'] += 1;
		}
		for (const { from, to } of services.changed) await endService(tx, from.id, to.until);
		for (const { row, forceId, since, until } of services.added) {
			const bodyId = ids.get(row.values.body.toLowerCase());
			if (bodyId !== undefined) await addService(tx, { bodyId, forceId, since, until });
		}
		return count;
	},
	async export(tx) {
		const [nameOf, bodies, services] = await Promise.all([forceNames(tx), allBodies(tx), servicesOf(tx)]);
		const ofBody = Map.groupBy(services, ({ bodyId }) => bodyId);
		return bodies.flatMap(({ id, name, ...body }) =>
			(ofBody.get(id) ?? [null]).map((service) => ({
				...body,
				body: name,
				force: service === null ? null : nameOf(service.forceId, service.since),
				since: service?.since ?? null,
				until: service?.until ?? null,
			})),
		);
	},
});

/** What the rows say of each body, and the rows that agree with each other about it. */
function bodiesIn(
	rows: readonly Row<Columns>[],
	known: ReadonlyMap<string, OtherBody>,
	fault: TellFault<Columns>,
): { told: Map<string, Told>; agreeing: Row<Columns>[] } {
	const told = new Map<string, Told>();
	const lines = new Map<string, number>();
	const agreeing = rows.filter((row) => {
		const key = row.values.body.toLowerCase();
		const before = known.get(key);
		const body = {
			name: row.values.body,
			what: row.values.what,
			existedSince: toldOr(row, 'existedSince', before?.existedSince),
			existedUntil: toldOr(row, 'existedUntil', before?.existedUntil),
		};
		const other = told.get(key);
		if (other !== undefined && !sameBody(other, body)) {
			const problem = `Line ${lines.get(key)} says something else of the same body`;
			fault(
				row,
				'body',
				problem,
				'Say the same in every row of it: what it is, since when and until when it existed.',
			);
			return false;
		}
		if (backwards({ since: body.existedSince, until: body.existedUntil })) {
			fault(row, 'existedUntil', 'The last day is before the first', 'Put the two in order.');
			return false;
		}
		if (other === undefined) lines.set(key, row.line);
		told.set(key, other ?? body);
		return true;
	});
	return { told, agreeing };
}

function sameBody(a: Told, b: Told): boolean {
	return (
		a.what === b.what && sameDay(a.existedSince, b.existedSince) && sameDay(a.existedUntil, b.existedUntil)
	);
}
