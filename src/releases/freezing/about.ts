import type { About } from '../../documents/index.ts';
import type { Inspection } from '../../programmes/index.ts';
import type { Plan } from './plan.store.ts';

/** Whose records are read: of an inspection for the day of the newest document about it, or else of the release. */
export function aboutOf({ documents, on }: Pick<Plan, 'documents' | 'on'>, inspection: Inspection): About {
	const days = documents.flatMap(({ document: { inspection: of, dated } }) =>
		of === inspection.id && dated !== null ? [dated] : [],
	);
	return {
		framework: { framework: inspection.framework, version: inspection.version },
		programme: inspection.programme.id,
		inspection: inspection.id,
		force: inspection.force.id,
		on: days.toSorted(Temporal.PlainDate.compare).at(-1) ?? on,
		document: null,
	};
}

/** The same for what is of a whole programme. */
export function aboutProgramme(
	{ on }: Pick<Plan, 'on'>,
	of: { programme: string; framework: string; version: number },
): About {
	const { programme, framework, version } = of;
	return {
		framework: { framework, version },
		programme,
		inspection: null,
		force: null,
		on,
		document: null,
	};
}
