/** What a force may be asked to improve, by the questions of 2018/19: made up, and of no force in particular. */
export const areasFor: Readonly<Record<string, readonly string[]>> = {
	'preventing-crime': [
		'The force should evaluate what it does about local problems, and pass on what works.',
		'The force should make sure that neighbourhood officers are seldom taken away from their neighbourhoods.',
	],
	'investigating-crime': [
		'The force should make sure that every investigation has a plan, and that supervisors look at it until it is closed.',
		'The force should tell victims more regularly how the investigation of their crime goes on.',
		'The force should find the people whom it is looking for sooner, those first who may do most harm.',
	],
	'protecting-vulnerable-people': [
		'The force should shorten the time that vulnerable people wait for an officer after their first call.',
		'The force should use protective orders more often, and know what comes of them.',
		'The force should make sure that referrals to its partners are read within a day.',
	],
	'serious-organised-crime': [
		'The force should measure what its disruption of organised crime groups comes to.',
		'The force should let neighbourhood teams know about the organised crime groups in their areas.',
	],
	'meeting-current-demands': [
		'The force should understand the demand that it does not see, and set it against what its services cost.',
		'The force should know which skills its people have, and place them by it.',
	],
	'planning-for-the-future': [
		'The force should base its workforce plan on the skills that it will need.',
		'The force should say how it will make the savings that its financial plan counts on.',
	],
	'treating-the-public-fairly': [
		'The force should look at why its searches find what they find, and publish what it learns.',
		'The force should have people from outside look at how it uses force.',
	],
	'ethical-and-lawful-behaviour': [
		'The force should vet everybody whose vetting has run out.',
		'The force should make sure that its unit against corruption can look for it, and not only answer reports.',
	],
	'treating-the-workforce-fairly': [
		'The force should give its supervisors the time and training to look after the wellbeing of their teams.',
		'The force should make sure that everybody has regular talks about their work and development.',
	],
};
