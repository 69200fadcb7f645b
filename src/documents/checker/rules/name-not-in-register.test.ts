import { testRule } from '../../../../test/checker/passages.ts';
import type { ForceName } from '../context.ts';
import { nameNotInRegister } from './name-not-in-register.ts';

const force = (code: string, name: string, more: Partial<ForceName> = {}): ForceName => ({
	force: code,
	name,
	spellings: [],
	area: name.split(' ')[0] ?? null,
	from: null,
	until: null,
	...more,
});
const forces = [
	force('K', 'Kent Police'),
	force('C', 'Cumbria Constabulary', { spellings: ['Cumbria Police Service'] }),
	force('D', 'Dyfed Constabulary', { until: '2020-01-01' }),
	force('D', 'Dyfed-Powys Police', { from: '2020-01-01' }),
];
const given = { forces, dated: '2027-03-01' };

testRule(nameNotInRegister, {
	faulty: [
		{
			says: '# Kent Constabulary\n\nKent Police has moved officers. We spoke to staff of Kent Police.',
			quote: 'Kent Constabulary',
			text: /and “Kent Police” elsewhere/,
		},
		{ says: 'Cumbria Police has a plan.', given, quote: 'Cumbria Police', text: /has no “Cumbria Police”/ },
		{ says: 'Kant Police has a plan.', given, quote: 'Kant Police' },
		{
			says: 'Dyfed Constabulary has a plan.',
			given,
			quote: 'Dyfed Constabulary',
			text: /was not called “Dyfed Constabulary” on the day/,
		},
		{
			says: 'We visited Northshire Police in March.',
			beside: ['We visited Northshire Constabulary. Northshire Constabulary has a new chief.'],
			quote: 'Northshire Police',
			text: /“Northshire Constabulary” elsewhere/,
		},
	],
	sound: [
		'Kent Police has moved officers. We spoke to staff of Kent Police, and the force told us why.',
		'Kent Police and Cumbria Constabulary share a team. Kent’s police officers like it.',
		{ says: 'Cumbria Constabulary and Kent Police share a team.', given },
		{ says: 'Dyfed Constabulary has a plan.', given: { forces, dated: '2019-03-01' } },
	],
});
