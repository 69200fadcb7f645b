import type { Part } from '../../foundation/index.ts';
import { checksPages } from './checks.pages.ts';
import { detailsPages } from './details.pages.ts';
import { homePages } from './home.pages.ts';
import { listPages } from './list.pages.ts';
import { documentPolicy } from './policy.ts';
import type { DraftPorts } from './ports.ts';
import { signaturePages } from './signature.pages.ts';
import { documentWorkflow } from './signing.ts';
import { stepPages } from './step.pages.ts';

/** The pages of documents that are written. */
export function draftsPart(ports: DraftPorts): Part {
	return {
		policies: [documentPolicy, documentWorkflow.policy],
		navigation: [
			{ text: 'Documents', href: '/documents', permit: documentPolicy.can.read, layouts: ['staff'] },
		],
		routes: [
			...listPages(ports),
			...signaturePages,
			...homePages(ports),
			...detailsPages,
			...checksPages,
			...stepPages(ports),
		],
	};
}
