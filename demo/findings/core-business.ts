/**
 * What the three letters of 3 September 2014 say of each force, indicator by indicator: the sentence of the framework's bank
 * that they come to, and words of our own where a letter says more. An indicator that a letter is silent on is absent here.
 */
export type Said = string | { stock: string; text: string };
export type BankRow = {
	indicator: string;
	question: string;
	derbyshire?: Said;
	durham?: Said;
	cleveland?: Said;
};

const prevention: readonly Omit<BankRow, 'question'>[] = [
	{ indicator: 'p1', derbyshire: 'p1-neutral', durham: 'p1-weakness', cleveland: 'p1-weakness' },
	{ indicator: 'p2', derbyshire: 'p2-strength', durham: 'p2-neutral', cleveland: 'p2-neutral' },
	{ indicator: 'p3', derbyshire: 'p3-neutral', durham: 'p3-strength', cleveland: 'p3-strength' },
	{ indicator: 'p4', derbyshire: 'p4-neutral', durham: 'p4-strength', cleveland: 'p4-strength' },
	{
		indicator: 'p5',
		derbyshire: 'p5-weakness',
		durham: {
			stock: 'p5-weakness',
			text: 'Some work is evaluated and some good practice is passed on, but we found nothing that followed its effect up later.',
		},
		cleveland: 'p5-neutral',
	},
	{ indicator: 'p6', derbyshire: 'p6-neutral', durham: 'p6-weakness', cleveland: 'p6-weakness' },
	{
		indicator: 'p7',
		durham: {
			stock: 'p7-strength',
			text: 'The chief constable himself teaches classes in problem-solving to staff and partners. They had reached 955 staff when we visited, and another 465 were to follow by the end of July 2014.',
		},
	},
	{ indicator: 'p8', durham: 'p8-strength' },
	{ indicator: 'p9', durham: 'p9-weakness' },
	{ indicator: 'p10', cleveland: 'p10-neutral' },
];

const wellRun: Said = {
	stock: 'a8-strength',
	text: 'Integrated offender management is well run: partners meet regularly and assess risk in a structured way.',
};

const attendance: readonly Omit<BankRow, 'question'>[] = [
	{ indicator: 'a1', derbyshire: 'a1-neutral', durham: 'a1-strength', cleveland: 'a1-strength' },
	{ indicator: 'a2', derbyshire: 'a2-weakness', durham: 'a2-strength', cleveland: 'a2-strength' },
	{ indicator: 'a3', derbyshire: 'a3-strength', cleveland: 'a3-neutral' },
	{ indicator: 'a4', derbyshire: 'a4-strength', durham: 'a4-strength', cleveland: 'a4-neutral' },
	{ indicator: 'a5', derbyshire: 'a5-strength' },
	{ indicator: 'a6', durham: 'a6-neutral', cleveland: 'a6-neutral' },
	{ indicator: 'a7', derbyshire: 'a7-strength', durham: 'a7-neutral', cleveland: 'a7-neutral' },
	{ indicator: 'a8', derbyshire: 'a8-strength', durham: wellRun, cleveland: wellRun },
	{ indicator: 'a9', derbyshire: 'a9-neutral', durham: 'a9-weakness', cleveland: 'a9-strength' },
	{ indicator: 'a10', derbyshire: 'a10-strength', durham: 'a10-strength', cleveland: 'a10-strength' },
	{ indicator: 'a11', derbyshire: 'a11-neutral', durham: 'a11-neutral', cleveland: 'a11-neutral' },
	{
		indicator: 'a12',
		durham: {
			stock: 'a12-strength',
			text: 'Supervisors check the quality of contact well, and our own tests found that the protocol for deployment was kept in 100% of cases.',
		},
		cleveland: {
			stock: 'a12-strength',
			text: 'Good checks are in place on the service that people get when they contact the force.',
		},
	},
	{ indicator: 'a13', durham: 'a13-strength' },
	{ indicator: 'a14', cleveland: 'a14-neutral' },
];

const time: readonly Omit<BankRow, 'question'>[] = [
	{ indicator: 'f1', derbyshire: 'f1-strength', durham: 'f1-neutral', cleveland: 'f1-neutral' },
	{ indicator: 'f2', derbyshire: 'f2-strength', durham: 'f2-weakness', cleveland: 'f2-neutral' },
	{ indicator: 'f3', derbyshire: 'f3-strength', durham: 'f3-strength', cleveland: 'f3-strength' },
	{ indicator: 'f4', derbyshire: 'f4-strength', durham: 'f4-weakness', cleveland: 'f4-neutral' },
	{ indicator: 'f5', derbyshire: 'f5-weakness', durham: 'f5-weakness', cleveland: 'f5-strength' },
];

const under = (question: string, rows: readonly Omit<BankRow, 'question'>[]): BankRow[] =>
	rows.map((row) => ({ ...row, question }));

export const coreBusiness: readonly BankRow[] = [
	...under('preventing-crime', prevention),
	...under('attendance', attendance),
	...under('freeing-up-time', time),
];
