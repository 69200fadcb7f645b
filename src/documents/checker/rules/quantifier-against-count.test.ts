import { testRule } from '../../../../test/checker/passages.ts';
import { quantifierAgainstCount } from './quantifier-against-count.ts';

testRule(quantifierAgainstCount, {
	faulty: [
		{
			says: 'Most of the files (20 of 60) had a plan.',
			quote: /Most of the files \(20 of 60/,
			text: /33\.3 percent/,
		},
		{ says: 'Nearly a third of officers (41 percent) had no training.', quote: /Nearly a third/ },
		{
			says: '## Custody\n\nNearly half of the custody sergeants have not had refresher training in first aid in the last year. This must change.\n\n## Detail\n\nRefresher training in first aid matters in custody. The records of the force show that up to 35 percent of custody sergeants’ refresher training had not been renewed in the last year.',
			quote: /Nearly half/,
			text: /35 percent/,
		},
		{ says: 'All of the victims (57 of 60) had been told.', quote: /All of the victims/ },
	],
	sound: [
		'Most of the files (40 of 60) had a plan.',
		'Nearly a third of officers (31 percent) had no training.',
		'All of the victims (60 of 60) had been told.',
		'Most officers knew the policy. In 20 of the 60 files there was no plan.',
		'Half of the staff (of whom 12 are new) work at weekends.',
		'Nearly half of the custody sergeants have had refresher training. Across England and Wales, 35 percent of custody sergeants have had refresher training.',
		'Almost all calls (97 percent) were answered in time.',
	],
});
