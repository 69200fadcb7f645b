import type { Files, Part } from '../../foundation/index.ts';
import { addPages } from './add.pages.ts';
import { editPages } from './edit.pages.ts';
import { homePages } from './home.pages.ts';
import { itemsPages } from './items.pages.ts';
import { listPages } from './list.pages.ts';
import { releasePolicy } from './policy.ts';
import type { GatheringPorts } from './ports.ts';
import { releaseWorkflow } from './releasing.ts';

/** The pages on which a release is gathered, frozen, approved and withdrawn. */
export function gatheringPart(ports: GatheringPorts, files: Files): Part {
	return {
		policies: [releasePolicy, releaseWorkflow.policy],
		navigation: [{ text: 'Releases', href: '/releases', permit: releasePolicy.can.read, layouts: ['staff'] }],
		routes: [
			...listPages(ports),
			...editPages,
			...addPages(files),
			...itemsPages(files),
			...homePages(ports),
		],
	};
}
