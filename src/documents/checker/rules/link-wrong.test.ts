import { testRule } from '../../../../test/checker/passages.ts';
import { linkWrong } from './link-wrong.ts';

testRule(linkWrong, {
	faulty: [
		{
			says: 'See www.policedata.example/one and www.policedata.example/two, or www.policdata.example/three.',
			quote: 'www.policdata.example/three',
			text: /policdata\.example is nearly, but not quite, policedata\.example/,
		},
		{
			says: 'See [www.inspectors.example](https://www.constables.example) for more.',
			quote: 'www.inspectors.example',
			text: /The words say www\.inspectors\.example, and the link leads to constables\.example/,
		},
		{
			says: 'See [the guidance](https://https//guidance.example/a).',
			quote: 'the guidance',
			text: /“https:\/\/https/,
		},
		{ says: 'See [the guidance](http//guidance.example/a).', quote: 'the guidance', text: /does not begin/ },
		{ says: '# About the data\n\nSee [the annex](#about-data).', quote: 'the annex', text: /“about-data”/ },
		{
			says: 'See www.policdata.example/three.',
			beside: ['See www.policedata.example/one and www.policedata.example/two.'],
			quote: 'www.policdata.example/three',
		},
	],
	sound: [
		'See www.policedata.example/one and https://policedata.example/two.',
		'See [www.inspectors.example](https://www.inspectors.example/reports) for more.',
		'# About the data\n\nSee [the annex](#about-the-data), or write to [us](mailto:us@inspectors.example).',
		'See data.inspectors.example and www.inspectors.example and www.constables.example.',
		'See [the register](/register) and https://mail1.inspectors.example and https://mail2.inspectors.example.',
	],
});
