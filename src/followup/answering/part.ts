import type { Part } from '../../foundation/index.ts';
import { responseWorkflow } from './answering.ts';
import { listPages } from './list.pages.ts';
import { publishPages } from './publish.pages.ts';
import { recordPages } from './record.pages.ts';
import { responsePages } from './response.pages.ts';
import { responsePolicy } from './response.ts';
import { writePages } from './write.pages.ts';

/** What policing bodies answer. */
export function answeringPart(): Part {
	return {
		policies: [responsePolicy, responseWorkflow.policy],
		routes: [...listPages, ...responsePages, ...writePages, ...publishPages, ...recordPages],
	};
}
