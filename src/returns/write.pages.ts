import { z } from 'zod';
import { countProblem } from '../evidence/index.ts';
import {
	day,
	dayParts,
	form,
	Invalid,
	Missing,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../foundation/index.ts';
import {
	type Framework,
	frameworksOf,
	type Inspection,
	inspectionById,
	inspectionsOf,
	listForces,
	programmeBySlug,
	questionsOf,
	todayIn,
} from '../programmes/index.ts';
import { addRequests } from './request.store.ts';
import { asksTexts, requestPolicy, whatIsAsked } from './request.ts';

const { write } = requestPolicy.can;

const longest = 5000;
const words = (missing: string, most = longest) =>
	z
		.string(missing)
		.transform((text) => text.replaceAll('\0', '').trim())
		.pipe(
			z
				.string()
				.min(1, missing)
				.max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
		);
const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

const fields = withDays(
	['due'],
	z.object({
		forces: several,
		asks: z.enum(whatIsAsked, 'Choose what you ask for'),
		// It becomes a part of the title of what answers it.
		title: words('Enter what is asked for, in a few words', 200).superRefine((title, context) => {
			const message = countProblem(title, null, null);
			if (message !== null) context.addIssue({ code: 'custom', message });
		}),
		text: words('Enter what exactly is asked for'),
		purpose: words('Enter what it is needed for'),
		due: day('day by which it is due'),
		dueBecause: z
			.string()
			.transform((text) => text.replaceAll('\0', '').trim())
			.pipe(z.string().max(500, 'Use 500 characters or fewer'))
			.default(''),
		components: several,
	}),
);

/** One form for one force or several: those of an inspection, of a programme, or any, between inspections. */
export const writePages: Route[] = form({
	url: '/requests/add',
	opens: 'account',
	permit: write,
	query: z.object({
		inspection: z.uuid().optional().catch(undefined),
		programme: z
			.string()
			.regex(/^[a-z0-9-]{1,200}$/)
			.optional()
			.catch(undefined),
	}),
	view: 'returns/add.njk',
	fields,
	async load({ tx, query }) {
		const asked = await whomFor(tx, query);
		const frameworks = await frameworksOf(
			tx,
			asked.inspections.map(({ framework, version }) => ({ framework, version })),
		);
		const [only] = asked.forces;
		return {
			...asked,
			today: await todayIn(tx),
			frameworks,
			single: asked.forces.length === 1 && only !== undefined ? only.text : null,
			questions: questionsIn(frameworks),
			kinds: whatIsAsked.map((value) => ({ value, text: asksTexts[value] })),
			action: `/requests/add${asked.query}`,
		};
	},
	initial: ({ forces, single, today, inspections }) => ({
		...(single === null ? {} : { forces: forces.map(({ value }) => value) }),
		asks: 'documents',
		...dayParts('due', today.add({ days: inspections.length > 0 ? 20 : 28 })),
	}),
	async submit({ tx, values, data }) {
		const problems: Record<string, string> = {};
		const forces = data.single === null ? values.forces : data.forces.map(({ value }) => value);
		const known = data.forces.filter(({ value }) => forces.includes(value));
		if (forces.length === 0) problems.forces = 'Choose at least one force';
		else if (known.length !== new Set(forces).size) problems.forces = 'Choose forces from the list';
		if (Temporal.PlainDate.compare(values.due, data.today) <= 0)
			problems.due = 'The day by which it is due must be after today';
		const offered = new Set(data.questions.map(({ value }) => value));
		if (values.components.some((component) => !offered.has(component)))
			problems.components = 'Choose questions from the list';
		if (Object.keys(problems).length > 0) throw new Invalid(problems);
		const { batch } = await addRequests(tx, {
			...values,
			dueBecause: values.dueBecause === '' ? null : values.dueBecause,
			programme: data.programme?.id ?? null,
			to: known.map(({ value: force }) => {
				const inspection = data.inspections.find((one) => one.force.id === force) ?? null;
				return {
					force,
					inspection: inspection?.id ?? null,
					bearsOn: bearsOn(data.frameworks, inspection, values.components),
				};
			}),
		});
		return redirect(`/requests/batches/${batch}`);
	},
});

type Whom = {
	inspections: Inspection[];
	programme: { id: string; slug: string; name: string } | null;
	forces: { value: string; text: string; hint?: string }[];
	/** Forces of the programme that have not been told of it: nothing can be asked of them yet. */
	untold: string[];
	query: string;
	back: string;
};

async function whomFor(
	tx: Tx,
	asked: { inspection?: string | undefined; programme?: string | undefined },
): Promise<Whom> {
	if (asked.inspection !== undefined) {
		const inspection = await inspectionById(tx, asked.inspection);
		if (inspection === null) throw new Missing();
		return whom(
			[inspection],
			inspection.programme,
			`?inspection=${inspection.id}`,
			`/inspections/${inspection.id}/requests`,
		);
	}
	if (asked.programme !== undefined) {
		const programme = await programmeBySlug(tx, asked.programme);
		if (programme === null) throw new Missing();
		const all = await inspectionsOf(tx, { programme: programme.id });
		const alive = all.filter(({ state }) => state !== 'cancelled' && state !== 'closed');
		return whom(alive, programme, `?programme=${programme.slug}`, `/requests?programme=${programme.slug}`);
	}
	const forces = await listForces(tx);
	return {
		inspections: [],
		programme: null,
		forces: forces.map(({ id, name }) => ({ value: id, text: name })),
		untold: [],
		query: '',
		back: '/requests',
	};
}

function whom(all: Inspection[], programme: Whom['programme'], query: string, back: string): Whom {
	const inspections = all.filter(({ state }) => state !== 'planned' && state !== 'cancelled');
	return {
		inspections,
		programme,
		forces: inspections
			.map(({ force }) => ({ value: force.id, text: force.name }))
			.sort((a, b) => a.text.localeCompare(b.text, 'en-GB')),
		untold: all.filter(({ state }) => state === 'planned').map(({ force }) => force.name),
		query,
		back,
	};
}

/** The questions that can be asked about; those of two versions of a framework stand as one. */
function questionsIn(frameworks: readonly Framework[]) {
	const all = frameworks.flatMap((framework) =>
		framework.pillars.flatMap((pillar) =>
			questionsOf(framework, pillar.id).map(({ id, title }) => ({
				value: id,
				text: title,
				hint: pillar.title,
			})),
		),
	);
	return [...new Map(all.map((question) => [question.value, question])).values()];
}

function bearsOn(
	frameworks: readonly Framework[],
	inspection: Inspection | null,
	components: readonly string[],
) {
	if (inspection === null) return [];
	const { framework, version } = inspection;
	const known = frameworks.find((one) => one.id === framework && one.version === version);
	return components
		.filter((component) => known?.questions.some(({ id }) => id === component))
		.map((component) => ({ framework, version, component }));
}
