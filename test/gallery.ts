import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { drawChart } from '../src/figures/charts/draw.ts';
import { type Assets, loadAssets } from '../src/foundation/web/assets.ts';
import { type Chrome, createRenderer } from '../src/foundation/web/render.ts';
import { barriersIn, overflows } from './barriers.ts';
import { openBrowser } from './browser.ts';
import { sampleCharts } from './charts.ts';

/*
 * Every piece of page furniture with sample data, as pages to look at:
 *
 *   ./scripts/with-node test/gallery.ts FOLDER
 *
 * writes the pages and their pictures, at the width of a desk and of a phone, into the folder.
 */

const now = Temporal.Instant.from('2027-03-15T09:30:00Z');

type Layout = Chrome['layout'];

const navigation: Record<Layout, string[]> = {
	public: ['Forces', 'Reports', 'Recommendations'],
	staff: ['Home', 'Programmes', 'Accounts', 'Audit', 'Jobs', 'Status'],
	force: ['Home', 'Requests', 'Accuracy checks', 'Recommendations'],
};

const accounts: Partial<Record<Layout, NonNullable<Chrome['account']>>> = {
	staff: {
		name: 'Programme manager',
		organisation: 'Inspectorate of Policing',
		roles: 'programme manager, administrator',
	},
	force: { name: 'Liaison officer', organisation: 'Essex Police', roles: 'force liaison officer' },
};

function chrome(layout: Layout, more: Partial<Chrome> = {}): Chrome {
	const account = accounts[layout];
	return {
		inspectorate: 'Inspectorate of Policing',
		demonstration: true,
		layout,
		path: '/home',
		navigation: navigation[layout].map((label, index) => ({
			text: label,
			href: `/${label.toLowerCase()}`,
			active: index === 0,
			...(label === 'Home' ? { count: 3 } : {}),
		})),
		...(account === undefined ? {} : { account }),
		formToken: 'a-token',
		reference: 'req-7f3a9c21',
		...more,
	};
}

const day = (date: string) => Temporal.Instant.from(`${date}T10:00:00Z`);

const filled = {
	name: 'A "name" with <marks>',
	email: 'liaison@',
	organisation: 'kent',
	kind: 'other',
	areas: ['data'],
	'until-day': '31',
	'until-month': '2',
	'until-year': '2027',
	reason: 'To answer for the force',
};

const problems = {
	'': 'This invitation was changed by somebody else while you were typing. Check it and send it again.',
	name: 'Enter a name without marks such as < or >',
	email: 'Enter an email address in the correct format, like name@example.org',
	organisation: 'Choose another organisation: this one has a liaison officer',
	kind: 'Say what they will do',
	areas: 'Choose at least two areas',
	until: 'Enter a real date',
	reason: 'Enter a longer reason',
	letter: 'Choose a PDF file',
	password: 'Enter your password',
	code: 'Enter the 6 digits that your app shows now',
};

type Sample = { name: string; view: string; chrome: Chrome; data: Record<string, unknown> };

/** The furniture's own pages, each as its data say, and made-up pages that use every macro. */
export const samples: Sample[] = [
	{ name: 'front', view: 'gallery/front.njk', chrome: chrome('public', { path: '/' }), data: {} },
	{
		name: 'home',
		view: 'gallery/home.njk',
		chrome: chrome('staff', { notice: { text: 'The invitation has been sent.', kind: 'success' } }),
		data: {
			waiting: [
				{ text: 'Approve a change of role', href: '/1', kind: 'Accounts', due: day('2027-03-12') },
				{
					text: 'Read the letter to Norfolk Constabulary before it goes out',
					href: '/2',
					kind: 'Letters',
					due: day('2027-04-02'),
				},
				{ text: 'A job has failed: reading a spreadsheet', href: '/3', kind: 'Jobs' },
			],
		},
	},
	{
		name: 'home-force',
		view: 'gallery/home.njk',
		chrome: chrome('force', { notice: { text: 'Your force has a new request.', kind: 'information' } }),
		data: { waiting: [] },
	},
	{
		name: 'list',
		view: 'gallery/list.njk',
		chrome: chrome('staff'),
		data: { filter: { values: { region: ['east'], status: 'open' } } },
	},
	{ name: 'form', view: 'gallery/form.njk', chrome: chrome('staff'), data: {} },
	{
		name: 'form-with-errors',
		view: 'gallery/form.njk',
		chrome: chrome('staff'),
		data: { form: { values: filled, errors: problems } },
	},
	{
		name: 'question',
		view: 'gallery/question.njk',
		chrome: chrome('force'),
		data: { form: { values: {}, errors: { force: 'Choose a force' } } },
	},
	{
		name: 'record',
		view: 'gallery/record.njk',
		chrome: chrome('staff'),
		data: {
			history: [
				{
					what: 'Role changed',
					who: 'the programme manager',
					when: day('2027-03-02'),
					reason: 'Covers for a colleague until the summer.',
					changes: [
						{ name: 'Role', before: 'Force contributor', after: 'Force liaison officer' },
						{ name: 'Until', before: null, after: '31 July 2027' },
					],
				},
				{ what: 'Signed in', who: 'the liaison officer', when: day('2027-02-11') },
				{ what: 'Invited', who: 'the administrator', when: day('2027-02-10'), href: '/invitations/1' },
			],
		},
	},
	{
		name: 'message',
		view: 'web/pages/message.njk',
		chrome: chrome('force'),
		data: {
			heading: 'This cannot be done now',
			paragraphs: ['The request was closed on 2 March 2027.', 'Nothing was changed.'],
			next: { text: 'Go to your requests', href: '/requests' },
		},
	},
	{
		name: 'done',
		view: 'web/pages/done.njk',
		chrome: chrome('staff'),
		data: {
			heading: 'Invitation sent',
			text: 'It can be used once, within 72 hours',
			steps: ['They choose a password and a second factor. You see it here when they have.'],
			next: { text: 'Go back to accounts', href: '/accounts' },
		},
	},
	{
		name: 'confirm',
		view: 'web/pages/confirm.njk',
		chrome: chrome('staff'),
		data: {
			heading: 'Do you want to suspend this account?',
			paragraphs: [
				'It is signed out everywhere at once, and cannot sign in until somebody lifts the suspension.',
			],
			warning: 'Its open requests stay with it: give them to somebody else first.',
			action: '/accounts/1/suspend',
			confirm: 'Suspend the account',
			danger: true,
			cancelHref: '/accounts/1',
		},
	},
	{
		name: 'progress',
		view: 'web/pages/progress.njk',
		chrome: chrome('staff', { path: '/progress' }),
		data: {
			heading: 'Reading the spreadsheet',
			progress: { done: 1200, total: 4380, message: 'Checking rows', statusHref: '/progress.json' },
			leave: { text: 'go back to your home page', href: '/home' },
		},
	},
	...['error-404', 'error-429', 'error-500', 'error-503', 'about', 'accessibility'].map((name) => ({
		name,
		view: `web/pages/${name}.njk`,
		chrome: chrome('public', { navigation: name === 'error-503' ? [] : chrome('public').navigation }),
		data: { contact: 'help@example.org' },
	})),
	{
		name: 'cookies',
		view: 'web/pages/cookies.njk',
		chrome: chrome('public'),
		data: { cookies: [['__Host-session', 'Keeps you signed in', 'When you sign out, or after 12 hours']] },
	},
	{
		name: 'charts',
		view: 'gallery/charts.njk',
		chrome: chrome('staff', { path: '/charts' }),
		data: { charts: await Promise.all(sampleCharts.map(drawChart)) },
	},
];

export type Gallery = {
	base: string;
	pages: Map<string, string>;
	/** The bodies of the forms that were sent. */
	sent: string[];
	close(): Promise<void>;
};

/** Serves the samples under the policy that the service itself sends. */
export async function openGallery(): Promise<Gallery> {
	const assets = await loadAssets();
	const renderer = createRenderer({
		views: {
			gallery: fileURLToPath(new URL('gallery', import.meta.url)),
			charts: fileURLToPath(new URL('../src/figures/charts/views', import.meta.url)),
		},
		assets,
		now: { now: () => now },
	});
	const pages = new Map(
		samples.map(({ name, view, chrome, data }) => [name, renderer.render(view, chrome, data)]),
	);
	const sent: string[] = [];
	const server = serve(pages, assets, sent);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		base: `http://127.0.0.1:${portOf(server.address())}`,
		pages,
		sent,
		close: () => {
			const closed = new Promise<void>((done) => server.close(() => done()));
			server.closeAllConnections();
			return closed;
		},
	};
}

function serve(pages: Map<string, string>, assets: Assets, sent: string[]): Server {
	const scripts = assets.inlineScriptHashes.map((hash) => `'${hash}'`).join(' ');
	const policy = `default-src 'none'; script-src 'self' ${scripts}; style-src 'self'; img-src 'self' data:; connect-src 'self'`;
	return createServer(async (request, response) => {
		if (request.method === 'POST') {
			sent.push(await text(request));
			// No content: the page stays as it is, as while a slow form is on its way.
			response.writeHead(204).end();
			return;
		}
		const path = request.url ?? '/';
		const asset = assets.files.get(path);
		const page = pages.get(path.slice(1));
		if (asset !== undefined) response.setHeader('content-type', asset.type).end(asset.body);
		else if (page !== undefined) {
			response.setHeader('content-security-policy', policy);
			response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
		} else if (path === '/progress.json') {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ done: 2400, total: 4380, message: 'Checking totals', finished: false }));
		} else response.writeHead(404).end();
	});
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string')
		throw new Error('The gallery does not listen on a port.');
	return address.port;
}

export const widths = { desk: 1280, phone: 375 };

/** Opens a sample and says everything that is wrong with it: accessibility, blocked or broken scripts, overflow. */
export async function faultsOf(
	browser: Browser,
	gallery: Gallery,
	name: string,
	width: number,
): Promise<string[]> {
	const page = await browser.newPage({ viewport: { width, height: 900 } });
	try {
		const faults: string[] = [];
		page.on('pageerror', (error) => faults.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error') faults.push(message.text());
		});
		await page.goto(`${gallery.base}/${name}`);
		faults.push(...(await barriersIn(page)));
		if (await overflows(page)) faults.push(`the page is wider than ${width} pixels`);
		return faults;
	} finally {
		await page.close();
	}
}

async function paint(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const gallery = await openGallery();
	const browser = await openBrowser();
	try {
		for (const [name, html] of gallery.pages) {
			await writeFile(join(folder, `${name}.html`), html);
			for (const [kind, width] of Object.entries(widths)) {
				const page = await browser.newPage({ viewport: { width, height: 900 } });
				await page.goto(`${gallery.base}/${name}`);
				await page.screenshot({ path: join(folder, `${name}-${kind}.png`), fullPage: true });
				await page.close();
			}
		}
	} finally {
		await browser.close();
		await gallery.close();
	}
}

if (import.meta.main) {
	const folder = process.argv[2];
	if (folder === undefined) throw new Error('Name the folder that the pictures go into.');
	await paint(folder);
}
