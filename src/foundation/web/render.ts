import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { type Clock, inWordsDate, inWordsTime } from '../kernel/clock.ts';
import { messageOf } from '../kernel/failures.ts';
import { type Assets, supportScript } from './assets.ts';

/** What every page is told, made by the server for each request. */
export type Chrome = {
	/** Such as "Inspectorate of Policing". */
	inspectorate: string;
	/** Every page of the demonstration says that it is one. */
	demonstration: boolean;
	/** "force" also serves policing bodies and outside readers. */
	layout: 'public' | 'staff' | 'force';
	path: string;
	navigation: { text: string; href: string; active: boolean; count?: number }[];
	/** Who is signed in; the roles in words. */
	account?: { name: string; organisation: string; roles: string };
	/** Goes into every form, through the form macro. */
	formToken: string;
	/** Shown once, after a redirect. */
	notice?: { text: string; kind: 'success' | 'information' };
	/** The request's id: what a person quotes when something went wrong. */
	reference: string;
};

export type Renderer = { render(view: string, chrome: Chrome, data: Record<string, unknown>): string };

/** Names that every view finds filled; data must not bring its own. */
const reserved = ['chrome', 'layout', 'ui', 'asset', 'formToken'];

const own = fileURLToPath(new URL('views', import.meta.url));
const govuk = fileURLToPath(new URL('.', import.meta.resolve('govuk-frontend/dist/govuk/template.njk')));
const moj = fileURLToPath(new URL('moj', import.meta.resolve('@ministryofjustice/frontend/package.json')));

/**
 * Views are named by room and file: `views` says which folder "identity" stands for in "identity/sign-in.njk". The
 * furniture of `web/views/furniture` is at hand in every view as `ui.button(…)` and so on, without an import.
 */
export function createRenderer(options: {
	views: Record<string, string>;
	assets: Assets;
	now: Clock;
}): Renderer {
	const loader = new Views({ ...options.views, web: own, govuk, moj });
	const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: true });
	addFilters(environment, options.now);

	// A page is rendered in one go, so the macros can ask for the token of the page that is being rendered,
	// and no view can forget to pass it on.
	let token = '';
	environment.addGlobal('formToken', () => token);
	environment.addGlobal('asset', (name: string) => options.assets.url(name));
	environment.addGlobal('supportScript', new nunjucks.runtime.SafeString(supportScript));
	environment.addGlobal('ui', furniture(environment));

	// The page that says that something broke must not need the disk.
	for (const page of filesIn('pages')) environment.getTemplate(`web/pages/${page}`, true);

	return {
		render(view, chrome, data) {
			const taken = reserved.find((name) => name in data);
			if (taken !== undefined)
				throw new Error(`${view}: "${taken}" is filled by the furniture; name it otherwise`);
			token = chrome.formToken;
			try {
				return environment.render(view, { ...data, chrome, layout: `web/layouts/${chrome.layout}.njk` });
			} catch (cause) {
				throw new Error(`The view ${view} does not render: ${messageOf(cause)}`, { cause });
			} finally {
				token = '';
			}
		},
	};
}

function filesIn(folder: string): string[] {
	return readdirSync(`${own}/${folder}`).filter((file) => file.endsWith('.njk'));
}

/** All macros of the furniture under one name: imported once here instead of on every page. */
function furniture(environment: nunjucks.Environment): Record<string, unknown> {
	const all: Record<string, unknown> = {};
	environment.addGlobal('ui', all);
	for (const file of filesIn('furniture')) {
		environment.renderString(`{% import "web/furniture/${file}" as part %}{{ take(part) }}`, {
			take(part: object) {
				Object.assign(all, part);
				return '';
			},
		});
	}
	return all;
}

/** Finds views by the name of their room, and the packages' own references to each other. */
class Views extends nunjucks.Loader implements nunjucks.ILoader {
	readonly #folders: Record<string, string>;

	constructor(folders: Record<string, string>) {
		super();
		this.#folders = folders;
	}

	override resolve(from: string, to: string): string {
		return posix.join(posix.dirname(from), to);
	}

	getSource(name: string): nunjucks.LoaderSource {
		const [room = '', ...rest] = name.split('/');
		const folder = Object.hasOwn(this.#folders, room) ? this.#folders[room] : undefined;
		if (folder === undefined || rest.includes('..')) throw new Error(`there is no view named ${name}`);
		return { src: this.#read(posix.join(folder, ...rest), name), path: name, noCache: false };
	}

	#read(file: string, name: string): string {
		try {
			return readFileSync(file, 'utf8');
		} catch (cause) {
			throw new Error(`there is no view named ${name}`, { cause });
		}
	}
}

const thousands = new Intl.NumberFormat('en-GB');
const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const sizes = ['KB', 'MB', 'GB', 'TB'];

function addFilters(environment: nunjucks.Environment, clock: Clock): void {
	environment.addFilter('date', inWordsDate);
	environment.addFilter('time', inWordsTime);
	environment.addFilter('iso', (instant: Temporal.Instant | Date) =>
		instant instanceof Date ? instant.toISOString() : instant.toString(),
	);
	environment.addFilter('past', (instant: Temporal.Instant | Date) => {
		const moment = instant instanceof Date ? instant.getTime() : instant.epochMilliseconds;
		return moment < clock.now().epochMilliseconds;
	});
	environment.addFilter('number', (value: number) => thousands.format(value));
	environment.addFilter('bytes', bytes);
	environment.addFilter('plural', (count: number, one: string, many = `${one}s`) => {
		return `${thousands.format(count)} ${count === 1 ? one : many}`;
	});
	environment.addFilter('neighbours', neighbours);
	environment.addFilter('chosen', (value: unknown, choice: unknown) =>
		(Array.isArray(value) ? value : [value]).some(
			(each) => each !== undefined && each !== null && String(each) === String(choice),
		),
	);
}

/** The pages worth a link from this one: the first, the last and those beside it; null stands for those left out. */
function neighbours(page: number, pages: number): (number | null)[] {
	const linked = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages);
	const inOrder = [...new Set(linked)].sort((a, b) => a - b);
	return inOrder.flatMap((each, index) => (each - (inOrder[index - 1] ?? 0) > 1 ? [null, each] : [each]));
}

function bytes(count: number): string {
	if (count < 1024) return `${count} ${count === 1 ? 'byte' : 'bytes'}`;
	let size = count / 1024;
	let unit = 0;
	while (size >= 1024 && unit < sizes.length - 1) {
		size /= 1024;
		unit += 1;
	}
	return `${oneDecimal.format(size)} ${sizes[unit]}`;
}
