import { holdRegister, readRegister, takeOlder } from '../../src/followup/index.ts';
import { byAccount, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';

/** A few rows out of a register of before this system was there. They are made up, and marked: all that is done here is. */
const register = `Id,Force,Report,Published,Text,Kind,Addressee,Theme,Sub-item,Due,Due set by,Status,Status date,Comment
OLD-101,Cleveland Police,PEEL: police effectiveness 2017 (illustrative),2018-03-31,The force should let a nurse see everybody in custody who asks for one within an hour.,recommendation,the chief constable,Custody,,2018-09-30,inspectorate,complete,2018-10-15,
OLD-102,Cleveland Police,PEEL: police effectiveness 2017 (illustrative),2018-03-31,The force should change how custody is recorded:,recommendation,the chief constable,Custody,,,,,,Talked about at the meeting in March.
OLD-102,Cleveland Police,PEEL: police effectiveness 2017 (illustrative),2018-03-31,write down why each person is searched;,,,,a,2018-09-30,inspectorate,complete,2018-10-15,
OLD-102,Cleveland Police,PEEL: police effectiveness 2017 (illustrative),2018-03-31,write down who looked at each cell and when.,,,,b,2018-09-30,inspectorate,being-progressed,2018-10-15,
OLD-103,Durham Constabulary,PEEL: police effectiveness 2017 (illustrative),2018-03-31,The force should close the cells of its oldest building.,area for improvement,the force,Custody,,,,no-further-action-needed,2019-02-01,
OLD-104,Durham Constabulary,PEEL: police effectiveness 2017 (illustrative),2018-03-31,The force should ask people who leave custody how they were treated.,area for improvement,the force,Custody,,,,awaiting-review,2018-10-15,
`;

export const olderStages: readonly Stage[] = [
	byAccount('follow-up: an older register', people.manager, async (actor, tx) => {
		await holdRegister(tx);
		const { compared, faults } = await readRegister(tx, Buffer.from(register));
		if (faults.length > 0)
			throw new Error(faults.map(({ line, problem }) => `${line}: ${problem}`).join('; '));
		const decided = new Map(compared.proposals.map(({ older, proposed }) => [older.key, proposed]));
		await takeOlder(tx, actor, compared, decided);
	}),
];
