import { testRule } from '../../../../test/checker/passages.ts';
import { comparisonAcrossDefinitions } from './comparison-across-definitions.ts';

testRule(comparisonAcrossDefinitions, {
	faulty: [
		{
			says: 'There were 9.1 offences per 1,000 households, above the 7.7 per 1,000 population in the region.',
			quote: /9\.1.*7\.7/,
			text: /households.*people/,
		},
		{
			says: 'Officers made arrests in 48 percent of incidents. This is a reduction compared with our last inspection. Then, the force arrested 61 percent of suspects.',
			quote: /61 percent of suspects/,
			text: /one is of incidents, the other of suspects/,
		},
		{
			says: 'Burglary was 8.1 per 1,000 population, higher than the 6.2 per 10,000 population of its neighbours.',
			quote: /8\.1.*6\.2/,
			text: /per 1,000 and per 10,000/,
		},
		{
			says: 'In the 12 months to March 2023, 40 percent of calls were late, which is more than the 31 percent in the six months to September 2022. This is told as an increase. In the 12 months to March 2023, 44 percent of complaints were upheld, higher than 30 percent in the six months to September 2022.',
			quote: /44 percent.*30 percent/,
			text: /12 months, the other of 6/,
		},
		{
			says: 'The force solved 12 percent of crimes, lower than 15 percent of victims in England and Wales.',
			quote: /12 percent of crimes.*15 percent/,
		},
	],
	sound: [
		'Officers made arrests in 48 percent of incidents. This is a reduction compared with our last inspection. Then, arrests were made in 61 percent of incidents.',
		'Burglary was 8.1 per 1,000 population, higher than the 6.2 per 1,000 population of its neighbours.',
		'In the 12 months to March 2023, 44 percent of complaints were upheld, higher than 30 percent in the 12 months to March 2022.',
		'The force solved 12 percent of crimes, lower than 15 percent in England and Wales.',
		'The force solved 12 percent of crimes. It has 30 percent of its officers on patrol.',
	],
});
