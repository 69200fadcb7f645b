import { testRule } from '../../../../test/checker/passages.ts';
import type { ForceName } from '../context.ts';
import { forceNamedInAnonymous } from './force-named-in-anonymous.ts';

const kent: ForceName = {
	force: 'K',
	name: 'Kent Police',
	spellings: [],
	area: 'Kent',
	from: null,
	until: null,
};
const given = { anonymous: true, forces: [kent] };

testRule(forceNamedInAnonymous, {
	faulty: [
		{ says: 'One force, Norfolk Constabulary, has no plan.', given, quote: 'Norfolk Constabulary' },
		{
			says: 'In one force, officers on patrol in Kent have no lamps.',
			given,
			quote: 'Kent',
			text: /“Kent” makes/,
		},
		{ says: 'Its leader, Chief Constable Abel, has no plan.', given, quote: 'Chief Constable Abel' },
		{ says: 'See [the page](https://reports.example/kent-police/2027).', given, quote: 'the page' },
		{ says: 'The largest force has no plan.', given, quote: 'The largest force', text: /one force only/ },
		{ says: 'We visited one force in the North East in May.', given, quote: 'one force in the North East' },
	],
	sound: [
		{ says: 'One force has no plan. Several forces in England have one, and Kentish hops grow well.', given },
		{ says: 'Forces in the North East share a team. See [the page](https://reports.example/2027).', given },
		{ says: 'The Home Office agreed. The minister, Lord Abel, said so.', given },
		'Kent Police is the largest force.',
	],
});
