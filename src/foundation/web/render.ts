import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { type Clock, inWordsDate, inWordsTime } from '../kernel/clock.ts';
import { messageOf } from '../kernel/failures.ts';
import { type Assets, supportScript } from './assets.ts';
import type { PageWords } from './language.ts';
import { tableRows } from './table.ts';

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
	/** In which language the page was asked for; English where nothing is said. */
	language?: string;
};

export type Renderer = { render(view: string, chrome: Chrome, data: Record<string, unknown>): string };

/** Names that every view finds filled; data must not bring its own. */
const reserved = ['chrome', 'layout', 'ui', 'asset', 'formToken', 't', 'spoken', 'language', 'languages'];

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
	words?: PageWords;
}): Renderer {
	const loader = new Views({ ...options.views, web: own, govuk, moj });
	const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: true });
	addFilters(environment, options.now);

	// A page is rendered in one go, so the macros can ask for the token of the page that is being rendered,
	// and no view can forget to pass it on.
	let token = '';
	let language = 'en';
	const { words } = options;
	environment.addGlobal('formToken', () => token);
	// The language is that of the page being rendered, in the same way.
	environment.addGlobal('t', (key: string, values: Record<string, unknown> = {}) => {
		if (words === undefined) throw new Error('there are no words for this view');
		return words.say(language, key, values);
	});
	environment.addGlobal('spoken', (text: string) => words?.furniture(language, text) ?? text);
	environment.addGlobal('asset', (name: string) => options.assets.url(name));
	environment.addGlobal('supportScript', new nunjucks.runtime.SafeString(supportScript));
	environment.addGlobal(
		'tableRows',
		(...table: Parameters<typeof tableRows>) => new nunjucks.runtime.SafeString(tableRows(...table)),
	);
	environment.addGlobal('ui', furniture(environment));

	// The page that says that something broke must not need the disk.
	for (const page of filesIn('pages')) environment.getTemplate(`web/pages/${page}`, true);

	/** Whether a view belongs to those that are written in several languages. */
	const speaks = (view: string) => {
		const folder = options.views[view.split('/', 1)[0] ?? ''];
		return words !== undefined && folder?.startsWith(words.root) === true;
	};
	const spokenBy = (view: string, asked = 'en') => (speaks(view) ? asked : 'en');
	/** Where the same page is in each language, if it is offered in several. */
	const languagesOf = (view: string, path: string) =>
		words !== undefined && words.offered.length > 0 && path !== '' && speaks(view)
			? ['en', ...words.offered].map((each) => ({ language: each, href: words.addressIn(path, each) }))
			: [];

	return {
		render(view, chrome, data) {
			const taken = reserved.find((name) => name in data);
			if (taken !== undefined)
				throw new Error(`${view}: "${taken}" is filled by the furniture; name it otherwise`);
			token = chrome.formToken;
			language = spokenBy(view, chrome.language);
			try {
				const layout = `web/layouts/${chrome.layout}.njk`;
				const languages = languagesOf(view, chrome.path);
				const page = environment.render(view, { ...data, chrome, layout, language, languages });
				return language === 'en' || words === undefined ? page : words.finish(page, language);
			} catch (cause) {
				throw new Error(`The view ${view} does not render: ${messageOf(cause)}`, { cause });
			} finally {
				token = '';
				language = 'en';
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
