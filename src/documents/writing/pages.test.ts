import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '../../../test/inspections.ts';
import { type Browser, testService } from '../../../test/service.ts';
import { writtenDocument } from '../../../test/written.ts';
import type { Tx } from '../../foundation/index.ts';
import { blockById, blocksOf, versionsOf } from '../drafts/block.store.ts';
import { waiversOf } from '../drafts/waiver.store.ts';

const service = await testService();
const as = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(operator, work);
const editor = await service.signedInAs('editor');
const inspector = await service.signedInAs('inspector');
const analyst = await service.signedInAs('analyst');

/** A document with this text, and the address of its block. */
async function writing(...texts: string[]) {
	const { id, blocks } = await writtenDocument(service, { blocks: texts });
	const [block = ''] = blocks;
	return { id, block, blocks, at: `/documents/${id}/blocks/${block}`, order: `/documents/${id}/order` };
}

const textOf = async (block: string) => (await as((tx) => blockById(tx, block)))?.text;
const typedIn = (body: string) =>
	/<textarea[^>]*name="block_text"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(body)?.[1];
const send = (who: Browser, at: string, what: string, text: string, seen = '1', more = {}) =>
	who.submit(at, { do: what, block_text: text, seen, ...more });

test('a text is saved as it was typed, without what word processors leave, and is shown as readers will see it', async () => {
	const { at, block } = await writing('# What we found\n\nPeople wait for hours.');
	const shown = await editor.get(at);
	assert.match(shown.body, /<h2 id="what-we-found">What we found<\/h2><p>People wait for hours\.<\/p>/);
	const saved = await send(
		editor,
		at,
		'save',
		'# What we found\r\n\r\n•\tPeople wait.\r\n\u200b<script>alert(1)</script>',
	);
	assert.equal(saved.statusCode, 303);
	assert.equal(await textOf(block), '# What we found\n\n- People wait.\n<script>alert(1)</script>');
	const after = await editor.get(at);
	assert.match(after.body, /Version 2 is saved\./);
	assert.match(after.body, /<li>People wait\.\s*&lt;script&gt;/);
	assert.match((await analyst.get(at)).body, /<pre class="app-writing__source"/);
	assert.equal((await analyst.post(at, { do: 'save' })).statusCode, 404);
});

test('what is typed is kept for its writer, others see who writes, and nothing of it is saved', async () => {
	const { at, block } = await writing('Before.');
	const live = await send(inspector, at, 'live', 'Typed and\n\n:figur[crime]');
	assert.match(live.body, /is kept for you since/);
	assert.match(live.body, /data-live="preview"[^>]*><article[^>]*><p>Typed and<\/p>/);
	assert.match(live.body, /There is no directive “:figur”/);
	assert.doesNotMatch(live.body, /data-live="remarks"/);
	assert.equal(await textOf(block), 'Before.');
	assert.equal(typedIn((await inspector.get(at)).body), 'Typed and\n\n:figur[crime]');
	const theirs = await editor.get(at);
	assert.equal(typedIn(theirs.body), 'Before.');
	assert.match(theirs.body, /<strong>The inspector<\/strong> has been writing this text since/);
	// Saving over them has to be meant; so has taking it over.
	const late = await send(editor, at, 'save', 'Over.');
	assert.equal(late.statusCode, 409);
	assert.match(late.body, /name="over" value="yes"[\s\S]*Save all the same/);
	assert.equal(typedIn(late.body), 'Over.');
	assert.equal((await editor.submit(`${at}/hold`, {}, at)).statusCode, 303);
	assert.match((await inspector.get(at)).body, /<strong>The editor<\/strong> has been writing/);
	assert.equal((await send(editor, at, 'save', 'Over.')).statusCode, 303);
	const on = await send(inspector, at, 'live', 'Typed and\n\n:figur[crime]');
	assert.match(on.body, /<strong>The editor<\/strong> has saved version 2 while you were writing/);
	// Whoever comes back finds both: what they typed, and what was saved meanwhile.
	const back = await inspector.get(at);
	assert.equal(typedIn(back.body), 'Typed and\n\n:figur[crime]');
	assert.match(back.body, /The editor saved version 2/);
	assert.match((await inspector.submit(`${at}/drop`, {}, at)).headers.location ?? '', /blocks/);
	assert.equal(typedIn((await inspector.get(at)).body), 'Over.');
});

test('of two who write, the second sees both texts, and both stay whatever they do', async () => {
	const { at, block } = await writing('One two three.');
	await send(editor, at, 'save', 'One TWO three.');
	const second = await send(inspector, at, 'save', 'One two four.');
	assert.equal(second.statusCode, 409);
	assert.match(second.body, /<del>[\s\S]*?TWO three\.[\s\S]*?<ins>[\s\S]*?two four\./);
	assert.equal(typedIn(second.body), 'One two four.');
	const seen = /name="seen" value="(\d+)"/.exec(second.body)?.[1];
	assert.equal((await send(inspector, at, 'save', 'One TWO four.', seen)).statusCode, 303);
	const versions = await as((tx) => versionsOf(tx, block));
	assert.deepEqual(
		versions.map(({ text, byName }) => [text, byName]),
		[
			['One TWO four.', 'The inspector'],
			['One TWO three.', 'The editor'],
			['One two three.', 'Command line'],
		],
	);
	const compared = await editor.get(`${at}/versions?from=1&to=3`);
	assert.match(compared.body, /<del>[\s\S]*?two three\.[\s\S]*?<ins>[\s\S]*?TWO four\./);
	await editor.submit(`${at}/versions/1/bring-back`, { seen: '3' }, `${at}/versions`);
	assert.deepEqual(
		[(await as((tx) => blockById(tx, block)))?.latest, await textOf(block)],
		[4, 'One two three.'],
	);
});

test('a remark is told with its place, and let stand for a reason; plain English only where it is asked for', async () => {
	const { at, id } = await writing('# What we found\n\nThe the force looks after people well.');
	const shown = await editor.get(at);
	assert.match(shown.body, /data-line="3">Line 3<\/span> <span class="app-remark__rule">repeated-words/);
	const waive = /href="([^"]+\/waive\?[^"]+)"/.exec(shown.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
	assert.equal((await editor.submit(waive, { because: ' ' })).statusCode, 422);
	assert.equal((await editor.submit(waive, { because: 'It is quoted so.' })).statusCode, 303);
	assert.deepEqual(
		(await as((tx) => waiversOf(tx, id))).map(({ rule, because }) => [rule, because]),
		[['repeated-words', 'It is quoted so.']],
	);
	assert.doesNotMatch((await editor.get(at)).body, /app-remark__rule">repeated-words/);
	const words = Array.from({ length: 60 }, () => 'and people are looked after').join(' ');
	const { at: long } = await writing(`# What we found\n\nThe force does much ${words}.`);
	assert.doesNotMatch((await editor.get(long)).body, />Plain English<\/strong>/);
	assert.match((await editor.get(`${long}?style=yes`)).body, />Plain English<\/strong>/);
});

test('what there is to put in is found by words, and stands at the end of the text, which is not saved by it', async () => {
	const { at, block } = await writing('# What we found\n\nThey look after people');
	const typed = 'They look after';
	assert.match((await send(editor, at, 'find', typed)).headers.location ?? '', /palette$/);
	const found = await editor.get(`${at}/palette?kind=term&q=safeguard`);
	assert.match(found.body, /:term\[safeguarding\]/);
	await editor.submit(`${at}/palette`, { directive: ':term[safeguarding]' });
	assert.equal(typedIn((await editor.get(at)).body), 'They look after :term[safeguarding]');
	assert.equal(await textOf(block), '# What we found\n\nThey look after people');
	assert.match((await editor.get(`${at}/palette`)).body, /::text\[about-the-data\]/);
	assert.match((await editor.get(`${at}/palette?q=zzzz`)).body, /Nothing was found/);
});

test('comments stand beside the words that they quote, are answered and settled', async () => {
	const { at } = await writing('People wait for\nhours.');
	const none = await editor.submit(`${at}/comments/add`, { quote: 'for days', comment: 'Is that so?' });
	assert.match(none.body, /These words are not in the text/);
	await editor.submit(`${at}/comments/add`, { quote: 'wait for hours', comment: 'Is that so?' });
	const shown = await inspector.get(at);
	assert.match(shown.body, /app-remark__quote">wait for hours<[\s\S]*Is that so\?/);
	const comment = /href="([^"]+\/comments\/[0-9a-f-]{36})"/.exec(shown.body)?.[1] ?? '';
	await inspector.submit(comment, { answer: 'It is: see E-1.' });
	await inspector.submit(`${comment}/settle`, {}, at);
	const settled = (await editor.get(at)).body;
	assert.match(settled, /1 settled comment[\s\S]*Is that so\?[\s\S]*It is: see E-1\./);
	await editor.submit(`${comment}/open`, {}, at);
	await send(editor, at, 'save', 'People are seen at once.');
	assert.match((await editor.get(at)).body, /The words that it quotes are no longer in the text/);
});

test('blocks are added, moved, left out and taken in again', async () => {
	const { id, block, blocks, at, order } = await writing('# One', '# Two');
	await editor.submit(`${at}/move`, { after: blocks[1] ?? '' }, order);
	const inOrder = async () => (await as((tx) => blocksOf(tx, id))).map(({ text }) => text);
	assert.deepEqual(await inOrder(), ['# Two', '# One']);
	await editor.submit(`${at}/leave-out`, {}, order);
	assert.deepEqual(await inOrder(), ['# Two']);
	assert.match((await editor.get(order)).body, /Left out[\s\S]*One[\s\S]*Take it in again/);
	assert.match((await editor.get(at)).body, /This block is left out/);
	await editor.submit(`${at}/take-in`, {}, order);
	assert.deepEqual(await inOrder(), ['# Two', '# One']);
	const add = `/documents/${id}/blocks/add`;
	assert.equal((await editor.submit(add, { section: '' })).statusCode, 422);
	const section = /<select[^>]*name="section"[\s\S]*?<option value="([^"]+)"/.exec(
		(await editor.get(add)).body,
	);
	const added = await editor.submit(add, { section: section?.[1] ?? '', after: block, name: 'approach' });
	assert.match(added.headers.location ?? '', /\/blocks\/[0-9a-f-]{36}$/);
	assert.deepEqual(await inOrder(), ['# Two', '# One', '']);
	assert.match(
		(await editor.submit(add, { section: section?.[1] ?? '', name: 'approach' })).body,
		/Another block has this name/,
	);
});

test('what somebody types in a document that is passed meanwhile stays theirs until it is open again', async () => {
	const { id, at, block } = await writing('People wait.');
	const state = (to: string) =>
		service.owner.query(`alter table documents.document disable trigger moved;
			update documents.document set state = '${to}' where id = '${id}';
			alter table documents.document enable trigger moved`);
	await state('edited');
	const late = await inspector.submit(
		at,
		{ do: 'save', block_text: 'People wait <for> hours.', seen: '1' },
		`${at}/comments/add`,
	);
	assert.equal(late.statusCode, 409);
	assert.match(late.body, /An editor has passed this document/);
	assert.match((await inspector.get(at)).body, /is kept for you[\s\S]*People wait &lt;for&gt; hours\./);
	assert.doesNotMatch((await editor.get(at)).body, /for&gt; hours/);
	await state('writing');
	assert.equal(typedIn((await inspector.get(at)).body), 'People wait &lt;for&gt; hours.');
	assert.equal(await textOf(block), 'People wait.');
});

test('what no page of ours sends is told in a sentence, and the text stays', async () => {
	const { id, at, block, order } = await writing('People wait.');
	const odd = await editor.submit(`${at}/move`, { after: 'nowhere' }, order);
	assert.equal(odd.statusCode, 422);
	assert.match(odd.body, /Choose the block that it comes after\./);
	const empty = await editor.submit(`${at}/palette`, { directive: '' });
	assert.equal(empty.statusCode, 422);
	await editor.submit(`${at}/palette`, { directive: ':term[cus\0tody]' });
	assert.equal(typedIn((await editor.get(at)).body), 'People wait. :term[custody]');
	await editor.submit(`${at}/comments/add`, { quote: '', comment: 'Is\0 it <b>so</b>?' });
	assert.match((await editor.get(at)).body, /Is it &lt;b&gt;so&lt;\/b&gt;\?/);
	assert.equal((await editor.get(`${at}/palette?q=%00`)).statusCode, 200);
	// As a page that was made without the number of the edition would send it.
	const late = await editor.post(`/documents/${id}/details`, { title: 'Another' });
	assert.ok(late.statusCode < 500);
	const { at: other } = await writing('Of another document.');
	const foreign = `/documents/${id}/blocks/${other.split('/').at(-1)}`;
	for (const page of ['', '/palette', '/versions', '/comments/add'])
		assert.equal((await editor.get(foreign + page)).statusCode, 404, page);
	assert.equal(await textOf(block), 'People wait.');
});
