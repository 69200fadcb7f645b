import type { BoxKind } from './block.ts';
import type { Port } from './resolver.ts';

/**
 * The directives that a text may use. `port` says which question it becomes; those without one are answered here. The
 * words in brackets are its label.
 */
export type Directive = {
	name: string;
	/** `:inline[…]`, `::leaf[…]` on a line of its own, or `:::container` with lines until `:::`. */
	form: 'inline' | 'leaf' | 'container';
	port?: Port;
	box?: BoxKind;
	label: 'needed' | 'optional' | 'none';
	attributes: readonly string[];
	/** How it is written, for whoever wrote it otherwise. */
	example: string;
};

const boxAttributes = ['reference', 'addressee', 'due', 'id'];

export const directives: readonly Directive[] = [
	{
		name: 'figure',
		form: 'inline',
		port: 'figure',
		label: 'needed',
		attributes: ['area', 'until', 'show', 'of', 'version'],
		example: ':figure[recorded-crime]{area=derbyshire until=2014-06-30}',
	},
	{
		name: 'compare',
		form: 'inline',
		port: 'compare',
		label: 'needed',
		attributes: ['area', 'with', 'until', 'over', 'of', 'show', 'version'],
		example: ':compare[recorded-crime]{area=derbyshire with=nation}',
	},
	{
		name: 'sample',
		form: 'inline',
		port: 'sample',
		label: 'needed',
		attributes: ['force', 'of', 'show'],
		example: ':sample[E-1043]{of=files}',
	},
	{
		name: 'judgment',
		form: 'inline',
		port: 'judgment',
		label: 'needed',
		attributes: ['force', 'on', 'show'],
		example: ':judgment[preventing-crime]{force=derbyshire show=carried-over}',
	},
	{
		name: 'name',
		form: 'inline',
		port: 'name',
		label: 'needed',
		attributes: ['show', 'on'],
		example: ':name[derbyshire]{show=full on=2014-09-04}',
	},
	{
		name: 'term',
		form: 'inline',
		port: 'term',
		label: 'needed',
		attributes: ['slug'],
		example: ':term[safeguarding]',
	},
	{
		name: 'stated',
		form: 'inline',
		label: 'needed',
		attributes: ['evidence', 'source'],
		example: ':stated[22%]{evidence=E12}',
	},
	{
		name: 'ref',
		form: 'inline',
		label: 'needed',
		attributes: [],
		example: ':ref[our-approach]',
	},
	{
		name: 'anchor',
		form: 'inline',
		label: 'needed',
		attributes: [],
		example: '## Our approach :anchor[approach]',
	},
	{
		name: 'chart',
		form: 'leaf',
		port: 'chart',
		label: 'needed',
		attributes: ['id', 'kind', 'area', 'areas', 'with', 'since', 'until', 'version', 'message'],
		example: '::chart[recorded-crime]{kind=series area=derbyshire}',
	},
	{
		name: 'table',
		form: 'leaf',
		port: 'table',
		label: 'needed',
		attributes: ['id', 'area', 'areas', 'with', 'until', 'indicators', 'version'],
		example: '::table[recorded-crime]{areas=all}',
	},
	{
		name: 'finding',
		form: 'leaf',
		port: 'finding',
		label: 'needed',
		attributes: [],
		example: '::finding[F12]',
	},
	...(['area-for-improvement', 'recommendation', 'cause-of-concern', 'promising-practice'] as const).flatMap(
		(box): Directive[] => [
			{
				name: box,
				form: 'leaf',
				port: 'box',
				box,
				label: 'needed',
				attributes: ['id'],
				example: `::${box}[R1]`,
			},
			{
				name: box,
				form: 'container',
				box,
				label: 'optional',
				attributes: boxAttributes,
				example: `:::${box}[What has to change]{addressee="the chief constable" due=2015-03-31}`,
			},
		],
	),
	{
		name: 'note',
		form: 'container',
		box: 'note',
		label: 'optional',
		attributes: ['id'],
		example: ':::note[About the sample]',
	},
	{
		name: 'table',
		form: 'container',
		label: 'needed',
		attributes: ['id', 'source'],
		example: ':::table[Crimes by outcome]{#outcomes source="…"}',
	},
	{
		name: 'observations',
		form: 'container',
		label: 'none',
		attributes: ['name', 'honours', 'post'],
		example: ':::observations{name="…" post="HM Inspector of Constabulary"}',
	},
	{
		name: 'grade',
		form: 'leaf',
		port: 'grade',
		label: 'needed',
		attributes: ['force', 'on'],
		example: '::grade[preventing-crime]{force=derbyshire}',
	},
	...(
		[
			['grades', 'grades'],
			['grade-matrix', 'matrix'],
			['scoping', 'scoping'],
			['meanings', 'meanings'],
			['text', 'text'],
		] as const
	).map(
		([name, port]): Directive => ({
			name,
			form: 'leaf',
			port,
			label: 'needed',
			attributes: name === 'text' || name === 'meanings' ? [] : ['id', 'force', 'on', 'with'],
			example: `::${name}[name]`,
		}),
	),
	{ name: 'page-break', form: 'leaf', label: 'none', attributes: [], example: '::page-break' },
];

export const marks = { inline: ':', leaf: '::', container: ':::' } as const;

export function directiveOf(form: Directive['form'], name: string): Directive | undefined {
	return directives.find((one) => one.form === form && one.name === name);
}
