import { Readable } from 'node:stream';
import { z } from 'zod';
import {
	type Answer,
	csv,
	dayIn,
	get,
	Missing,
	type Route,
	type Services,
	type Tx,
} from '../../foundation/index.ts';
import { inWords } from '../comparison/period.ts';
import { figuresOf } from '../engine/figure.store.ts';
import type { Figure } from '../engine/figure.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { columnsFor } from './download.rows.ts';
import { ofIndicator, whichPeriod } from './fields.ts';
import { caveatRows, sourceInWords } from './indicator.view.ts';
import { spreadsheet } from './ods.ts';
import { parquetOf } from './parquet.ts';
import { type Reading, readIndicatorPage } from './reading.ts';

/** One period with every part, or the whole in every period. */
const query = whichPeriod.extend({ rows: z.enum(['period', 'history']).catch('period') });
type Query = z.output<typeof query>;

type Taken = { reading: Reading; figures: readonly Figure[]; period: string; name: string };

export function downloads(services: Services): Route[] {
	return [
		download('.csv', async (_, { reading, figures, name }) => {
			const columns = columnsFor(reading.indicator, reading);
			return {
				kind: 'data',
				type: 'text/csv; charset=utf-8',
				body: csv(
					columns.map((column) => column.name),
					figures.map((figure) => columns.map(({ of }) => of(figure))),
				),
				saveAs: `${name}.csv`,
			};
		}),
		download('.ods', async (tx, { reading, figures, period, name }) => {
			const { indicator, nameOf } = reading;
			const content = spreadsheet({
				indicator,
				columns: columnsFor(indicator, reading),
				figures,
				period,
				caveats: caveatRows(indicator, nameOf),
				source: sourceInWords(figures, await listSnapshots(tx)),
				today: dayIn(services.clock),
				inspectorate: services.settings.current().name,
			});
			return file(`${name}.ods`, 'application/vnd.oasis.opendocument.spreadsheet', content);
		}),
		download('.parquet', async (_, { reading, figures, name }) => {
			const content = await parquetOf(services, columnsFor(reading.indicator, reading), figures);
			return file(`${name}.parquet`, 'application/vnd.apache.parquet', content);
		}),
	];
}

function download(ending: string, answer: (tx: Tx, taken: Taken) => Promise<Answer>): Route {
	return get({
		url: `/figures/:indicator${ending}`,
		opens: 'account',
		permit: figurePolicy.can.read,
		params: ofIndicator,
		query,
		async handle({ tx, params, query }) {
			return answer(tx, await taken(tx, params.indicator, query));
		},
	});
}

async function taken(tx: Tx, id: string, { rows, ...which }: Query): Promise<Taken> {
	const reading = await readIndicatorPage(tx, { indicator: id, ...which });
	const { indicator, key, span, periods } = reading;
	if (span === null) throw new Missing();
	const stem = indicator.forecast === undefined ? id : `${id}, version ${indicator.version}`;
	if (rows === 'history') {
		const first = periods.at(-1) ?? span;
		return {
			reading,
			figures: await figuresOf(tx, { indicators: [key] }),
			period: `${inWords(first)} to ${inWords(periods[0] ?? span)}`,
			name: `${stem}, history`,
		};
	}
	return {
		reading,
		figures: await figuresOf(tx, { at: [{ ...key, until: span.until }], breakdown: 'all' }),
		period: inWords(span),
		name: `${stem}, ${inWords(span)}`,
	};
}

function file(name: string, type: string, content: Buffer): Answer {
	return { kind: 'file', name, type, size: content.length, open: async () => Readable.from([content]) };
}
