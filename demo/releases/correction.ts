import { moveDocument, saveBlock } from '../../src/documents/index.ts';
import { moveRelease } from '../../src/releases/index.ts';
import { people } from '../steps.ts';
import { demandRelease, misprint, summaryBlock } from './past.ts';
import { byAccount, type Stage, until } from './stage.ts';

const slug = misprint.programme;

/**
 * A second edition of a past release. That the words are printed so is a fact; that they were ever corrected is an
 * illustration.
 */
export const correctionStages: readonly Stage[] = [
	byAccount('correction: the words mended', people.editor, async (actor, tx) => {
		const { document, block } = await summaryBlock(tx, slug);
		const text = block.text.replace(
			/crime in Derbyshire has reduced by (:compare\[[^\]]*\]\{[^}]*\}) reduction/,
			'crime in Derbyshire fell by $1',
		);
		if (text !== block.text) await saveBlock(tx, block.id, { seen: block.latest, text });
		await moveDocument(tx, actor, { id: document.id, action: 'pass' });
	}),
	byAccount('correction: signed', people.hmInspector, async (actor, tx) => {
		const { document } = await summaryBlock(tx, slug);
		await moveDocument(tx, actor, { id: document.id, action: 'sign' });
	}),
	byAccount('correction: submitted', people.manager, async (actor, tx, { releasing }) => {
		const { id } = await demandRelease(tx, slug);
		await moveRelease(tx, actor, releasing, {
			id,
			action: 'correct',
			reason:
				'The report as printed says that crime in Derbyshire “has reduced by 21 percent reduction”. It should say that it fell by 21 percent. No figure and no judgment has changed. This correction is illustrative: none was published.',
		});
		await moveRelease(tx, actor, releasing, { id, action: 'submit' });
	}),
	until('correction: frozen', async (tx) => (await demandRelease(tx, slug)).state !== 'freezing'),
	byAccount('correction: approved', people.hmInspector, async (actor, tx, { releasing }) => {
		const { id, state } = await demandRelease(tx, slug);
		// What could not be frozen is open again, and says why.
		if (state === 'frozen') await moveRelease(tx, actor, releasing, { id, action: 'approve' });
	}),
];
