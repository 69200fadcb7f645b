import { testRule } from '../../../../test/checker/passages.ts';
import { lineSpeltTwoWays } from './line-spelt-two-ways.ts';

testRule(lineSpeltTwoWays, {
	faulty: [
		{
			says: 'Inspectorate of Dogs, 4 Harbour Street, Whitby\n\nInspectorate of Dogs, 4 Harbaur Street, Whitby\n\nDear colleague\n\nWe visited your force in March.',
			quote: /Harbaur/,
			text: /differs in a few letters/,
		},
		{ says: 'Amaranth Whitlock\n\nWe visited the force.\n\nAmaranth Whitiock', quote: 'Amaranth Whitiock' },
		{
			says: '# Caring for detainees\n\nDetainees are cared for.\n\n# Caring for detaimees\n\nThey are fed and seen by a nurse.',
			quote: 'Caring for detaimees',
		},
	],
	sound: [
		'Inspectorate of Dogs\n\nWe visited the force.\n\nInspectorate of Dogs',
		'# Forces in the north\n\nThey share dogs.\n\n# Force in the north\n\nIt shares dogs.',
		'Room 12, Harbour Street\n\nWe visited the force.\n\nRoom 14, Harbour Street',
		'# Investigating crime\n\nText follows.\n\n# Recording crime\n\nText follows here too.',
	],
});
