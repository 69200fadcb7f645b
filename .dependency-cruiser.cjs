// The house: a room imports from rooms below it, only through their faces, and never in a circle.
// ARCHITECTURE.md names the floors; this file holds the code to them.

/** From the ground up. Rooms on one floor do not see each other. The test of schemas reads the same list. */
const { floors } = require('./test/house/floors.json');

/** The steps within a room that is made of several, from the bottom: each stands on those before it. */
const staircases = {
	foundation: [
		'kernel',
		'database',
		'settings',
		'organisations',
		'audit',
		'links',
		'policy',
		'jobs',
		'files',
		'mail',
		'web',
		'workflow',
		'definitions',
		'identity',
		'office',
	],
	evidence: ['standards', 'items', 'statements', 'objects'],
	judgments: ['findings', 'raised', 'judging', 'moderation', 'thread', 'search'],
	figures: ['tables', 'sources', 'snapshots', 'indicators', 'engine', 'comparison', 'charts', 'pages'],
	programmes: [
		'imports',
		'forces',
		'frameworks',
		'history',
		'planning',
		'scoping',
		'inspections',
		'overview',
	],
	documents: ['glossary', 'tree', 'faces', 'checker', 'records', 'drafts', 'composing', 'making', 'writing'],
	releases: ['gathering', 'freezing', 'reading', 'instants', 'bundle'],
	followup: ['register', 'acting', 'answering', 'planning', 'windows', 'monitoring', 'across', 'reminding'],
	// The pages of publications lie at the root of the room, between `record` and `forces`: see below.
	website: ['words', 'record', 'forces', 'compare', 'library', 'search', 'data', 'alerts'],
};

const inRoom = (room) => (room.endsWith('$') ? `^${room}` : `^${room}/`);

const upward = floors.flatMap((rooms, floor) =>
	rooms.map((room) => {
		const above = floors.slice(floor + 1).flat();
		const beside = rooms.filter((other) => other !== room && !room.endsWith('$'));
		return {
			name: `${room.replace(/[\\$()]/g, '')}-looks-down-only`,
			comment: 'A room imports from rooms below it, never from one above or beside it.',
			severity: 'error',
			from: { path: inRoom(room), pathNot: '\\.test\\.ts$' },
			to: { path: [...above, ...beside].map(inRoom) },
		};
	}),
);

const stairs = Object.entries(staircases).flatMap(([room, steps]) =>
	steps.map((step, index) => ({
		name: `${room}-${step}-stands-on-what-is-below`,
		comment: 'The parts of such a room are stairs: each imports from the ones below it only.',
		severity: 'error',
		from: { path: `^src/${room}/${step}/`, pathNot: '\\.test\\.ts$' },
		to: { path: steps.slice(index + 1).map((above) => `^src/${room}/${above}/`) },
	})),
);

/** The pages of publications stand on the lower steps of their room, and the others on them. */
const publications =
	'^src/website/(asked|at|calendar|figures|findings|icalendar|publication|report|section|table|terms)[^/]*\\.ts$';
const besideTheStairs = [
	{
		name: 'website-words-and-record-stand-below-publications',
		severity: 'error',
		from: { path: '^src/website/(words|record)/', pathNot: '\\.test\\.ts$' },
		to: { path: '^src/website/[^/]+\\.ts$' },
	},
	{
		name: 'website-publications-stand-on-what-is-below',
		severity: 'error',
		from: { path: publications, pathNot: '\\.test\\.ts$' },
		to: { path: '^src/website/(forces|compare|library|search|data|alerts)/' },
	},
	{
		name: 'website-steps-are-entered-by-their-faces',
		comment: 'What a step of the website offers to those above it stands in its index.ts.',
		severity: 'error',
		from: { path: '^src/website/', pathNot: '\\.test\\.ts$|^src/website/record/' },
		to: { path: '^src/website/record/', pathNot: '/index\\.ts$' },
	},
];

const rooms = floors.flat().filter((room) => !room.endsWith('$') && room !== 'demo');

module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{ name: 'no-orphans-of-resolution', severity: 'error', from: {}, to: { couldNotResolve: true } },
		...upward.filter(({ to }) => to.path.length > 0),
		...stairs.filter(({ to }) => to.path.length > 0),
		...besideTheStairs,
		...rooms.map((room) => ({
			name: `${room.replace('src/', '')}-is-entered-by-its-face`,
			comment: "Another room's index.ts is its face: nothing else of it is imported.",
			severity: 'error',
			// The ground floor's assembly may open what it assembles; everybody else knocks at the front.
			from: {
				path: '^(src|demo)/',
				pathNot: [`^${room}/`, '\\.test\\.ts$', '^src/(app|chores|main|cli|installation|doctor)\\.ts$'],
			},
			to: { path: `^${room}/`, pathNot: `^${room}/index\\.ts$` },
		})),
		{
			name: 'the-product-does-not-lean-on-its-tests',
			severity: 'error',
			from: { path: '^(src|demo)/', pathNot: '\\.test\\.ts$' },
			to: { path: '^(test|bench|scripts)/' },
		},
		{
			name: 'statistics-is-pure',
			comment: 'Mathematics and wording read nothing and write nothing.',
			severity: 'error',
			from: { path: '^src/statistics/', pathNot: '\\.test\\.ts$' },
			to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
		},
		{
			name: 'no-development-packages-in-the-product',
			severity: 'error',
			from: { path: '^(src|demo)/', pathNot: '\\.test\\.ts$' },
			to: { dependencyTypes: ['npm-dev'] },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		parser: 'swc',
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
			conditionNames: ['import', 'require', 'node', 'default', 'types'],
			exportsFields: ['exports'],
		},
	},
};
