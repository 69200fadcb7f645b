import { z } from 'zod';
import {
	asInvalid,
	form,
	get,
	Invalid,
	post,
	Refused,
	type Route,
	redirect,
	view,
} from '../../foundation/index.ts';
import { optionalLine } from '../forces/fields.ts';
import { keyIn, keyText } from '../frameworks/key.ts';
import { ofProgramme, programmeAt, rowIn, unlessInUse } from './fields.ts';
import { frameworkItems } from './programme.pages.ts';
import { programmePolicy } from './programme.ts';
import { addProgrammeFramework, frameworksOfProgramme, removeProgrammeFramework } from './version.store.ts';

const { change } = programmePolicy.can;
const ofVersion = ofProgramme.extend({ key: z.string().max(200) });

/** The versions that a programme inspects under: add one in the middle of a round, take out one that nobody is pinned to. */
export const versionPages: Route[] = [
	...form({
		url: '/programmes/:slug/frameworks',
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/frameworks.njk',
		fields: z.object({ framework: z.string().default(''), note: optionalLine(500) }),
		async load({ tx, params }) {
			const programme = await programmeAt(tx, params);
			const versions = await frameworksOfProgramme(tx, programme.id);
			const here = new Set(versions.map(keyText));
			return {
				programme,
				versions: versions.map((version) => ({ ...version, key: keyText(version) })),
				others: (await frameworkItems(tx)).filter(({ value }) => !here.has(value)),
			};
		},
		async submit({ tx, values, data: { programme, versions, others } }) {
			const chosen = others.find(({ value }) => value === values.framework);
			if (chosen === undefined) throw new Invalid({ framework: 'Choose a framework from the list' });
			if (versions.length > 0 && values.note === null) {
				throw new Invalid({ note: 'Enter why there is another version, and whom it is for' });
			}
			await asInvalid({ '23505': { framework: 'The programme inspects under this version already' } }, () =>
				addProgrammeFramework(tx, programme.id, { ...chosen.key, note: values.note }),
			);
			return redirect(`/programmes/${programme.slug}/frameworks`, `${chosen.text} is added.`);
		},
	}),
	get({
		url: '/programmes/:slug/frameworks/:key/remove',
		opens: 'account',
		permit: change,
		params: ofVersion,
		async handle({ tx, params }) {
			const { programme, version } = await versionAt(tx, params);
			return view('web/pages/confirm.njk', {
				heading: `Do you want to take ${version.title}, version ${version.version}, out of ${programme.name}?`,
				paragraphs: ['The framework itself stays as it is. You can add it to the programme again.'],
				action: `/programmes/${programme.slug}/frameworks/${params.key}/remove`,
				confirm: 'Take it out',
				danger: true,
				cancelHref: `/programmes/${programme.slug}/frameworks`,
			});
		},
	}),
	post({
		url: '/programmes/:slug/frameworks/:key/remove',
		opens: 'account',
		permit: change,
		params: ofVersion,
		async handle({ tx, params }) {
			const { programme, version } = await versionAt(tx, params);
			await unlessInUse(`An inspection has just been pinned to ${version.title}.`, () =>
				removeProgrammeFramework(tx, programme.id, version),
			);
			return redirect(
				`/programmes/${programme.slug}/frameworks`,
				`${version.title}, version ${version.version}, is taken out.`,
			);
		},
	}),
];

async function versionAt(tx: Parameters<typeof programmeAt>[0], params: z.output<typeof ofVersion>) {
	const programme = await programmeAt(tx, params);
	const key = keyIn(params.key);
	const versions = await frameworksOfProgramme(tx, programme.id);
	const version = rowIn(
		versions.map((one) => ({ ...one, id: keyText(one) })),
		key === undefined ? '' : keyText({ framework: key.framework, version: key.version ?? 0 }),
	);
	if (version.inspections > 0) {
		const those = version.inspections === 1 ? 'One inspection is' : `${version.inspections} inspections are`;
		throw new Refused(
			`${those} pinned to ${version.title}, version ${version.version}, so the programme keeps it.`,
		);
	}
	if (versions.length === 1)
		throw new Refused('A programme has at least one framework. Add another one first.');
	return { programme, version };
}
