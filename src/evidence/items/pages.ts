import type { Part } from '../../foundation/index.ts';
import { addPages } from './add.pages.ts';
import { type ItemPorts, itemPages } from './item.pages.ts';
import { evidencePolicy } from './item.ts';
import { type ListPorts, listPages } from './list.pages.ts';
import { ownPages } from './own.pages.ts';

export type EvidencePagePorts = ItemPorts & ListPorts;

/** Evidence of an inspection, of a force, of all forces, and what a force sees of what it sent. */
export function evidencePages(ports: EvidencePagePorts): Part {
	return {
		policies: [evidencePolicy],
		navigation: [
			{ text: 'Evidence', href: '/evidence', permit: evidencePolicy.can.read, layouts: ['staff'] },
			{
				text: 'Your evidence',
				href: '/your-evidence',
				permit: evidencePolicy.can['read own'],
				layouts: ['force'],
			},
		],
		routes: [...listPages(ports), ...addPages(ports.files), ...itemPages(ports), ...ownPages(ports.files)],
	};
}
