import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
	type Actor,
	csv,
	definePolicy,
	everyStaffMember,
	form,
	get,
	Invalid,
	Missing,
	may,
	type Part,
	Refused,
	redirect,
	to,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import type { Import } from './import.ts';
import { BadRows, importInto, outcomeInWords } from './perform.ts';

/** The pages for files. Whoever may import a kind of file is said by the kind. */
export const importPolicy = definePolicy('import', {
	read: everyStaffMember,
	import: to('any', 'programme manager', 'administrator', 'operator'),
});

/** A text field of a form holds less than a file may. */
const mostPasted = 900_000;
/** So many faults are shown on a page: whoever has more has one fault many times. */
const mostShown = 1_000;

const params = z.object({ kind: z.string().max(100) });

export function importPages(imports: readonly Import[]): Part {
	const { read, import: change } = importPolicy.can;
	const named = (slug: string): Import => {
		const kind = imports.find((one) => one.slug === slug);
		if (kind === undefined) throw new Missing();
		return kind;
	};
	return {
		policies: [importPolicy],
		routes: [
			get({
				url: '/imports',
				opens: 'account',
				permit: read,
				async handle({ actor }) {
					return view('imports/list.njk', {
						kinds: imports.map((kind) => ({ ...faceOf(kind), mayImport: mayImport(actor, kind) })),
					});
				},
			}),
			get({
				url: '/imports/:kind/template.csv',
				opens: 'account',
				permit: read,
				params,
				async handle({ params }) {
					const kind = named(params.kind);
					return saved(`${kind.slug}-template.csv`, headingsOf(kind), []);
				},
			}),
			get({
				url: '/imports/:kind.csv',
				opens: 'account',
				permit: read,
				params,
				async handle({ tx, params }) {
					const kind = named(params.kind);
					return saved(`${kind.slug}.csv`, headingsOf(kind), await kind.export(tx));
				},
			}),
			...form({
				url: '/imports/:kind',
				opens: 'account',
				permit: change,
				params,
				view: 'imports/kind.njk',
				upload: 'file',
				fields: z.object({ text: z.string().default('') }),
				async load({ params, actor }) {
					const kind = named(params.kind);
					if (!mayImport(actor, kind)) throw new Missing();
					return {
						kind: faceOf(kind),
						columns: kind.columns.map(({ heading, also = [], about, example, optional }) => ({
							heading,
							about: also.length === 0 ? about : `${about} ${alsoCalled(also)}`,
							example,
							optional,
						})),
						faults: [],
						hidden: 0,
					};
				},
				async submit({ tx, params, values, data, file }) {
					const source = await sourceOf(values.text, file);
					try {
						const imported = await importInto(tx, named(params.kind), source);
						return redirect(`/imports/${params.kind}`, outcomeInWords(imported));
					} catch (error) {
						if (error instanceof BadRows) {
							const shown = {
								...data,
								faults: error.faults.slice(0, mostShown),
								hidden: Math.max(0, error.faults.length - mostShown),
								form: { values: { text: values.text }, errors: { '': error.message } },
							};
							throw new Unacceptable(view('imports/kind.njk', shown, 422));
						}
						if (error instanceof Refused)
							throw new Invalid({ [file === undefined ? 'text' : 'file']: error.message });
						throw error;
					}
				},
			}),
		],
	};
}

function alsoCalled(also: readonly string[]): string {
	const more = also.length > 3 ? ' and so on' : '';
	return `Published files call it ${also.slice(0, 3).join(', ')}${more}.`;
}

async function sourceOf(pasted: string, file: { path: string } | undefined): Promise<Buffer> {
	if (pasted.trim() === '') {
		if (file === undefined) throw new Invalid({ file: 'Choose a file, or paste its text' });
		return readFile(file.path);
	}
	if (file !== undefined) throw new Invalid({ text: 'Choose a file or paste its text, not both' });
	const source = Buffer.from(pasted);
	if (source.length > mostPasted)
		throw new Invalid({ text: 'The text is longer than can be pasted. Save it as a file and upload that' });
	return source;
}

function mayImport(actor: Actor, kind: Import): boolean {
	return may(actor, importPolicy.can.import) && may(actor, kind.permit);
}

function faceOf({ slug, title, about }: Import) {
	return {
		title,
		about,
		href: `/imports/${slug}`,
		templateHref: `/imports/${slug}/template.csv`,
		exportHref: `/imports/${slug}.csv`,
	};
}

export function headingsOf(kind: Import): string[] {
	return kind.columns.map(({ heading }) => heading);
}

function saved(name: string, headings: readonly string[], rows: Parameters<typeof csv>[1]) {
	return {
		kind: 'data' as const,
		type: 'text/csv; charset=utf-8',
		body: csv(headings, rows),
		saveAs: name,
	};
}
