import { testRule } from '../../../../test/checker/passages.ts';
import { listShorterThanAnnounced } from './list-shorter-than-announced.ts';

testRule(listShorterThanAnnounced, {
	faulty: [
		{
			says: 'We looked at four areas:\n\n- burglary;\n- robbery; and\n- theft.',
			quote: /four areas/,
			text: /4 are announced, and 3 follow/,
		},
		{ says: 'The plan has three principles: act early; and act together.', quote: /three principles/ },
		{
			says: 'The force will use reserves in the next four financial years. It plans to use £1.2m (2024/25) and £0.9m (2025/26).',
			quote: /four financial years/,
			text: /4 are announced, and 2 follow/,
		},
		{
			says: 'The inspection had two themes. These were:\n\n- leadership;\n- training; and\n- money.',
			quote: /two themes/,
			text: /2 are announced, and 3 follow/,
		},
	],
	sound: [
		'We looked at three areas:\n\n- burglary;\n- robbery; and\n- theft.',
		'The plan has three principles: act early; act together; and learn.',
		'The force will use reserves in the next two financial years. It plans to use £1.2m (2024/25) and £0.9m (2025/26).',
		'The four priorities include:\n\n- burglary; and\n- robbery.',
		'The force has set five priorities. Burglary and robbery are among them.',
		'The board met two leaders of the group: the head of crime, who is new to the post, and the chair.',
		'The three districts differ: in the north, demand rises; in the south, it is stable.',
		'The force gave more than three reasons:\n\n- money; and\n- people.',
	],
});
