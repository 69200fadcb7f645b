// The demonstration's figures in the whole service: what a changed source makes it compute anew, and a page that sets five
// forces beside each other, in five charts, against a bare page.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { areas } from '../demo/figures/areas.ts';
import { loadFigures } from '../demo/figures.ts';
import { assemble, createApp } from '../src/app.ts';
import { importFiles, keepIndicatorFiles, recompute, sourceNamed } from '../src/figures/index.ts';
import { forcesByName } from './figures-forces.ts';
import { openWorld, operator, type World } from './figures-world.ts';
import { signIn } from './programmes-world.ts';

const rounds = 15;

export async function benchService(print: (line: string) => void, folder: string): Promise<void> {
	const world = await openWorld('service');
	try {
		await keepIndicatorFiles(world.services);
		await loadFigures(world.services);
		await benchRecomputing(print, world, folder);
		await benchComparing(print, world);
	} finally {
		await world.close();
	}
}

async function benchRecomputing(print: (line: string) => void, { services }: World, folder: string) {
	const everything = await timed(() => recompute(services, { because: 'all of it' }));
	const nothing = await timed(() => recompute(services, { because: 'nothing has changed' }));
	const source = sourceNamed('anti-social-behaviour');
	if (source === undefined) throw new Error('no source reads incidents');
	const later = join(folder, 'later');
	await mkdir(later);
	const path = join(later, 'incidents.csv');
	const rows = areas.map(({ name }, index) => `${name},2018-04-01,2019-03-31,incidents,${10_000 + index}`);
	await writeFile(path, `Area,Since,Until,Measure,Value\n${rows.join('\n')}\n`);
	await importFiles(services, { source, files: [{ name: 'incidents.csv', path }], actor: operator });
	const one = await timed(() => recompute(services, { because: 'one source changed' }));
	const figures = everything.result.reduce((sum, { figures }) => sum + figures, 0);
	const touched = one.result.map(({ indicator, changed }) => `${indicator} (${changed} figures changed)`);
	print(
		`The demonstration’s ${everything.result.length} indicators, ${figures.toLocaleString('en-GB')} figures, computed and kept in ${inSeconds(everything)}. After one changed source ${touched.length} of them: ${touched.join(', ')}, in ${inSeconds(one)}: × ${(one.milliseconds / everything.milliseconds).toFixed(3)}. When nothing changed ${nothing.result.length}, in ${inSeconds(nothing)}`,
	);
}

async function benchComparing(print: (line: string) => void, { services, address }: World) {
	const owner = new pg.Client(address);
	await owner.connect();
	const cookie = await signIn(owner);
	await owner.end();
	const app = await createApp(services, await assemble(services, {}), {
		INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000,
	});
	const ask = async (url: string) => {
		const begun = performance.now();
		const { statusCode, body } = await app.inject({ url, headers: { cookie } });
		if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
		return { milliseconds: performance.now() - begun, charts: body.split('<svg').length - 1 };
	};
	try {
		const [bare, computed, again]: [number[], number[], number[]] = [[], [], []];
		let charts = 0;
		for (let round = -3; round < rounds; round += 1) {
			const url = comparison(round + 3);
			const runs = [await ask('/home'), await ask(url), await ask(url)] as const;
			// The first few warm everything up.
			if (round < 0) continue;
			for (const [index, times] of [bare, computed, again].entries())
				times.push(runs[index]?.milliseconds ?? 0);
			charts = runs[1].charts - runs[0].charts;
		}
		const [home, first, second] = [bare, computed, again].map(median) as [number, number, number];
		print(
			`Five forces compared, in ${charts} charts: ${first.toFixed(1)} ms when computed, ${second.toFixed(1)} ms when nothing changed, against ${home.toFixed(1)} ms of a bare page: × ${(first / home).toFixed(1)} (at most 25) and × ${(second / home).toFixed(2)} (at most 2)`,
		);
	} finally {
		await app.close();
	}
}

/** Five other forces each time, so that no chart was drawn before. */
function comparison(round: number): string {
	const slugs = forcesByName();
	const five = Array.from({ length: 5 }, (_, index) => slugs[(round * 2 + index * 8) % slugs.length] ?? '');
	return `/figures/recorded-crime/compare?${new URLSearchParams(five.map((slug) => ['force', slug]))}`;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
	const begun = performance.now();
	const result = await work();
	return { result, milliseconds: performance.now() - begun };
}

const inSeconds = ({ milliseconds }: { milliseconds: number }) => `${(milliseconds / 1000).toFixed(2)} s`;
const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
