import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definePolicy, to } from '../policy/policy.ts';
import { chromeFor } from './chrome.ts';

const { read } = definePolicy('chrome of the tests', { read: to('any', 'public') }).can;
const navigation = [
	{ text: 'Home', href: '/home', permit: read, layouts: ['public'] as const },
	{ text: 'Forces', href: '/forces', permit: read, layouts: ['public'] as const, covers: ['/bodies'] },
];

function lit(path: string): string[] {
	const site = { inspectorate: 'The inspectorate', demonstration: false };
	const rest = { actor: null, layout: 'public', formToken: '', reference: '' } as const;
	const { navigation: items } = chromeFor({ site, path, navigation, ...rest });
	return items.filter(({ active }) => active).map(({ text }) => text);
}

test('a place of the menu is lit on its own pages and on those that it leads on to', () => {
	const pages = ['/forces', '/forces/north/group', '/bodies', '/bodies/1/edit', '/home'];
	assert.deepEqual(pages.map(lit), [['Forces'], ['Forces'], ['Forces'], ['Forces'], ['Home']]);
	assert.deepEqual(['/forces.csv', '/bodies-of-water', '/homes'].map(lit), [[], [], []]);
});
