import type { Part } from '../../foundation/index.ts';
import { advicePages } from './advice.pages.ts';
import { bankPages } from './bank.pages.ts';
import { type FindingPorts, findingPages } from './finding.pages.ts';
import { findingPolicy } from './finding.ts';
import { nationalPages } from './national.pages.ts';

/** The pages of findings. */
export function findingsPart(ports: FindingPorts): Part {
	return {
		policies: [findingPolicy],
		routes: [...findingPages(ports), ...advicePages, ...bankPages(ports), ...nationalPages(ports)],
	};
}
